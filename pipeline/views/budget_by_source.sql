-- 各部门各来源资金（元）
-- Budget by department, stage and source, in yuan
-- Sources overlap: `total` holds the others, `fiscal` may hold the levels. Add up within one source only.
SELECT
  d.fiscal_year,
  d.department_name,
  b.stage,
  b.source,
  count(*) AS amounts,
  count(DISTINCT b.project_id) AS projects,
  sum(b.amount_yuan) AS amount_yuan
FROM funding b
JOIN documents d ON d.document_id = b.document_id
GROUP BY d.fiscal_year, d.department_name, b.stage, b.source
ORDER BY d.fiscal_year NULLS LAST, d.department_name NULLS LAST, b.stage NULLS LAST, b.source NULLS LAST
