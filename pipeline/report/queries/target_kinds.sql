-- 指标值类型：按一级指标类别
-- Kinds of targets by class of indicator
SELECT level1_class, kind, indicators
FROM (
  SELECT coalesce(i.level1_class, '—') AS level1_class, i.kind, count(*) AS indicators
  FROM indicators i
  GROUP BY ALL
)
ORDER BY sum(indicators) OVER (PARTITION BY level1_class) DESC, level1_class, kind
