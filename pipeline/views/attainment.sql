-- 自评表指标完成情况
-- Attainment of self-evaluations
-- `unknown` counts indicators with a result that cannot be compared with its target; `assumed_…` compare a bare number as at least, a cost or
-- a time limit as at most.
SELECT
  d.fiscal_year,
  d.department_name,
  p.project_id,
  p.project_name,
  count(*) AS indicators,
  count(CASE WHEN i.actual_raw IS NOT NULL THEN 1 END) AS with_result,
  count(CASE WHEN i.attained THEN 1 END) AS attained,
  count(CASE WHEN NOT i.attained THEN 1 END) AS missed,
  count(CASE WHEN i.attained_assumed THEN 1 END) AS assumed_attained,
  count(CASE WHEN NOT i.attained_assumed THEN 1 END) AS assumed_missed,
  count(CASE WHEN i.actual_raw IS NOT NULL AND i.attained IS NULL AND i.attained_assumed IS NULL THEN 1 END) AS unknown,
  sum(i.weight) AS weight,
  sum(i.score) AS score
FROM indicators i
JOIN documents d ON d.document_id = i.document_id
LEFT JOIN projects p ON p.project_id = i.project_id
WHERE i.document_id IN (SELECT document_id FROM indicators WHERE actual_raw IS NOT NULL OR score IS NOT NULL)
GROUP BY d.fiscal_year, d.department_name, i.document_id, p.project_id, p.project_name
ORDER BY i.document_id, p.project_id NULLS LAST
