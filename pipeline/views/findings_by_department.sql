-- 各部门各类问题数
-- Findings by department and rule
SELECT
  d.fiscal_year,
  d.department_name,
  f.severity,
  f.rule,
  count(*) AS findings,
  count(DISTINCT f.document_id) AS documents,
  min(f.message) AS example
FROM findings f
JOIN documents d ON d.document_id = f.document_id
GROUP BY d.fiscal_year, d.department_name, f.severity, f.rule
ORDER BY
  d.fiscal_year NULLS LAST,
  d.department_name NULLS LAST,
  CASE f.severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END,
  findings DESC,
  f.rule
