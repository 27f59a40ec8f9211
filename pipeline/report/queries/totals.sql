-- 总览
-- At a glance
SELECT
  (SELECT count(*) FROM documents) AS documents,
  (SELECT count(DISTINCT department_name) FROM documents) AS departments,
  (SELECT count(*) FROM projects) AS projects,
  (SELECT sum(budget_yuan) FROM projects) AS budget_yuan,
  (SELECT count(*) FROM indicators) AS indicators,
  (SELECT count(*) FROM findings) AS findings
