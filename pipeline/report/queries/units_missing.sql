-- 计量单位：数量型指标，按二级指标类别
-- Units of quantities by class of indicator
SELECT level2_class, unit_state, indicators
FROM (
  SELECT
    coalesce(i.level2_class, '—') AS level2_class,
    CASE WHEN i.unit IS NOT NULL THEN 'printed' WHEN i.unit_inferred IS NOT NULL THEN 'inferred' ELSE 'none' END AS unit_state,
    count(*) AS indicators
  FROM indicators i
  WHERE i.kind = 'quantity'
  GROUP BY ALL
)
ORDER BY sum(indicators) OVER (PARTITION BY level2_class) DESC, level2_class, unit_state
