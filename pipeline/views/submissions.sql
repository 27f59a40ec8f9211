-- 各部门报送情况：一次报送一行，列出其全部文件
-- What each department submitted: a row a submission, with all its files
-- Files of one submission (a Word file, its scan, its revision) share submission_key; a file without one stands alone.
SELECT
  d.department_name,
  d.fiscal_year,
  d.form_family,
  min(d.submission_key) AS submission_key,
  count(*) AS files,
  count(CASE WHEN d.status = 'ok' THEN 1 END) AS files_ok,
  count(CASE WHEN d.status = 'failed' THEN 1 END) AS files_failed,
  min(d.error_code) AS error_code,
  min(d.path) AS first_path,
  max(d.path) AS last_path
FROM documents d
GROUP BY d.department_name, d.fiscal_year, d.form_family, coalesce(d.submission_key, d.document_id)
ORDER BY d.department_name NULLS LAST, d.fiscal_year NULLS LAST, d.form_family NULLS LAST, first_path
