-- 计算符号：数量型指标，按一级指标类别
-- Comparators of quantities by class of indicator
SELECT level1_class, comparator, indicators
FROM (
  SELECT coalesce(i.level1_class, '—') AS level1_class, coalesce(i.comparator, '—') AS comparator, count(*) AS indicators
  FROM indicators i
  WHERE i.kind IN ('quantity', 'range')
  GROUP BY ALL
)
ORDER BY sum(indicators) OVER (PARTITION BY level1_class) DESC, level1_class, comparator
