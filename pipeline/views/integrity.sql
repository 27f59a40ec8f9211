-- 关联完整性：wrong 全为 0 即无悬空引用、无重复主键
-- Referential integrity: every wrong is 0 where no reference dangles and no key stands twice
-- `rule` is `unique` or the table that the column must point into.
SELECT 'documents' AS "table", 'document_id' AS "column", 'unique' AS rule, count(*) AS wrong FROM (SELECT 1 AS one FROM documents GROUP BY "document_id" HAVING count(*) > 1) twice
UNION ALL
SELECT 'grids' AS "table", 'grid_id' AS "column", 'unique' AS rule, count(*) AS wrong FROM (SELECT 1 AS one FROM grids GROUP BY "grid_id" HAVING count(*) > 1) twice
UNION ALL
SELECT 'grids', 'document_id', 'documents', count(*) FROM grids child WHERE child.document_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM documents parent WHERE parent.document_id = child.document_id)
UNION ALL
SELECT 'sections' AS "table", 'section_id' AS "column", 'unique' AS rule, count(*) AS wrong FROM (SELECT 1 AS one FROM sections GROUP BY "section_id" HAVING count(*) > 1) twice
UNION ALL
SELECT 'sections', 'document_id', 'documents', count(*) FROM sections child WHERE child.document_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM documents parent WHERE parent.document_id = child.document_id)
UNION ALL
SELECT 'tasks' AS "table", 'task_id' AS "column", 'unique' AS rule, count(*) AS wrong FROM (SELECT 1 AS one FROM tasks GROUP BY "task_id" HAVING count(*) > 1) twice
UNION ALL
SELECT 'tasks', 'document_id', 'documents', count(*) FROM tasks child WHERE child.document_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM documents parent WHERE parent.document_id = child.document_id)
UNION ALL
SELECT 'projects' AS "table", 'project_id' AS "column", 'unique' AS rule, count(*) AS wrong FROM (SELECT 1 AS one FROM projects GROUP BY "project_id" HAVING count(*) > 1) twice
UNION ALL
SELECT 'projects', 'document_id', 'documents', count(*) FROM projects child WHERE child.document_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM documents parent WHERE parent.document_id = child.document_id)
UNION ALL
SELECT 'funding' AS "table", 'funding_id' AS "column", 'unique' AS rule, count(*) AS wrong FROM (SELECT 1 AS one FROM funding GROUP BY "funding_id" HAVING count(*) > 1) twice
UNION ALL
SELECT 'funding', 'document_id', 'documents', count(*) FROM funding child WHERE child.document_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM documents parent WHERE parent.document_id = child.document_id)
UNION ALL
SELECT 'funding', 'project_id', 'projects', count(*) FROM funding child WHERE child.project_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM projects parent WHERE parent.project_id = child.project_id)
UNION ALL
SELECT 'spending_plan' AS "table", 'project_id, ordinal' AS "column", 'unique' AS rule, count(*) AS wrong FROM (SELECT 1 AS one FROM spending_plan GROUP BY "project_id", "ordinal" HAVING count(*) > 1) twice
UNION ALL
SELECT 'spending_plan', 'document_id', 'documents', count(*) FROM spending_plan child WHERE child.document_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM documents parent WHERE parent.document_id = child.document_id)
UNION ALL
SELECT 'spending_plan', 'project_id', 'projects', count(*) FROM spending_plan child WHERE child.project_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM projects parent WHERE parent.project_id = child.project_id)
UNION ALL
SELECT 'goals' AS "table", 'goal_id' AS "column", 'unique' AS rule, count(*) AS wrong FROM (SELECT 1 AS one FROM goals GROUP BY "goal_id" HAVING count(*) > 1) twice
UNION ALL
SELECT 'goals', 'document_id', 'documents', count(*) FROM goals child WHERE child.document_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM documents parent WHERE parent.document_id = child.document_id)
UNION ALL
SELECT 'goals', 'project_id', 'projects', count(*) FROM goals child WHERE child.project_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM projects parent WHERE parent.project_id = child.project_id)
UNION ALL
SELECT 'indicators' AS "table", 'indicator_id' AS "column", 'unique' AS rule, count(*) AS wrong FROM (SELECT 1 AS one FROM indicators GROUP BY "indicator_id" HAVING count(*) > 1) twice
UNION ALL
SELECT 'indicators', 'document_id', 'documents', count(*) FROM indicators child WHERE child.document_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM documents parent WHERE parent.document_id = child.document_id)
UNION ALL
SELECT 'indicators', 'project_id', 'projects', count(*) FROM indicators child WHERE child.project_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM projects parent WHERE parent.project_id = child.project_id)
UNION ALL
SELECT 'indicators', 'task_id', 'tasks', count(*) FROM indicators child WHERE child.task_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM tasks parent WHERE parent.task_id = child.task_id)
UNION ALL
SELECT 'indicator_parts' AS "table", 'indicator_id, part' AS "column", 'unique' AS rule, count(*) AS wrong FROM (SELECT 1 AS one FROM indicator_parts GROUP BY "indicator_id", "part" HAVING count(*) > 1) twice
UNION ALL
SELECT 'indicator_parts', 'indicator_id', 'indicators', count(*) FROM indicator_parts child WHERE child.indicator_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM indicators parent WHERE parent.indicator_id = child.indicator_id)
UNION ALL
SELECT 'findings' AS "table", 'finding_id' AS "column", 'unique' AS rule, count(*) AS wrong FROM (SELECT 1 AS one FROM findings GROUP BY "finding_id" HAVING count(*) > 1) twice
UNION ALL
SELECT 'findings', 'document_id', 'documents', count(*) FROM findings child WHERE child.document_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM documents parent WHERE parent.document_id = child.document_id)
UNION ALL
SELECT 'findings', 'project_id', 'projects', count(*) FROM findings child WHERE child.project_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM projects parent WHERE parent.project_id = child.project_id)
UNION ALL
SELECT 'findings', 'indicator_id', 'indicators', count(*) FROM findings child WHERE child.indicator_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM indicators parent WHERE parent.indicator_id = child.indicator_id)
UNION ALL
SELECT 'provenance' AS "table", 'document_id, table, row_id, field, piece' AS "column", 'unique' AS rule, count(*) AS wrong FROM (SELECT 1 AS one FROM provenance GROUP BY "document_id", "table", "row_id", "field", "piece" HAVING count(*) > 1) twice
UNION ALL
SELECT 'provenance', 'document_id', 'documents', count(*) FROM provenance child WHERE child.document_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM documents parent WHERE parent.document_id = child.document_id)
ORDER BY 1, 2, 3
