-- 问题清单
-- All findings
SELECT f.severity, f.rule, d.department_name, p.project_name, f.message, f.message_en, d.path, f.page
FROM findings f
JOIN documents d ON d.document_id = f.document_id
LEFT JOIN projects p ON p.project_id = f.project_id
ORDER BY CASE f.severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, d.department_name NULLS LAST, f.finding_id
