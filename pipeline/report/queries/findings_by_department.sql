-- 问题：按部门
-- Findings by department
SELECT department_name, severity, findings
FROM (
  SELECT coalesce(d.department_name, '—') AS department_name, f.severity, count(*) AS findings
  FROM findings f
  JOIN documents d ON d.document_id = f.document_id
  GROUP BY ALL
)
ORDER BY sum(findings) OVER (PARTITION BY department_name) DESC, department_name, severity
