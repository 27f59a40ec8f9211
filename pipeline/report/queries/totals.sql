-- 总览
-- At a glance
-- The budget is that of one file of each submission (view counted_documents).
SELECT
  (SELECT count(*) FROM documents) AS documents,
  (SELECT count(DISTINCT department_name) FROM documents) AS departments,
  (SELECT count(*) FROM projects) AS projects,
  (SELECT sum(p.budget_yuan) FROM projects p JOIN counted_documents d ON d.document_id = p.document_id) AS budget_yuan,
  (SELECT count(*) FROM indicators) AS indicators,
  (SELECT count(*) FROM findings) AS findings
