-- 官方三要素：计算符号、指标值、计量单位
-- Targets as the official triple: sign, value, unit of measure
-- The same as normalizers.to_official: signs 1 (≥), 2 (＞), 3 (＝), 4 (＜), 5 (≤) where a comparator, one number and a unit are printed;
-- 6 (定性) with the words as printed for any other target; no sign where no target is printed.
SELECT
  t.indicator_id,
  t.document_id,
  t.project_id,
  t.level1,
  t.level2,
  t.level3,
  t.sign,
  CASE t.sign WHEN 1 THEN '≥' WHEN 2 THEN '＞' WHEN 3 THEN '＝' WHEN 4 THEN '＜' WHEN 5 THEN '≤' WHEN 6 THEN '定性' END AS sign_text,
  CASE
    WHEN t.sign IS NULL THEN NULL
    WHEN t.sign = 6 THEN t.raw
    WHEN CAST(t.value AS VARCHAR) LIKE '%.%' THEN rtrim(rtrim(CAST(t.value AS VARCHAR), '0'), '.')
    ELSE CAST(t.value AS VARCHAR)
  END AS target,
  CASE WHEN t.sign < 6 THEN t.unit END AS unit,
  t.raw
FROM (
  SELECT
    i.*,
    CASE
      WHEN i.kind = 'missing' OR i.raw IS NULL THEN NULL
      WHEN i.kind <> 'quantity' OR i.unit IS NULL OR i.category IS NOT NULL OR i.comparator IS NULL THEN 6
      ELSE CASE i.comparator WHEN 'ge' THEN 1 WHEN 'gt' THEN 2 WHEN 'eq' THEN 3 WHEN 'lt' THEN 4 WHEN 'le' THEN 5 ELSE 6 END
    END AS sign
  FROM indicators i
) t
ORDER BY t.indicator_id
