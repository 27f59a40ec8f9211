-- 各项目分季度支出计划
-- Spending plan of each project by quarter
-- The cumulative share at the last printed day of each quarter, and what it means in yuan to the fen; a quarter without a printed day has no row.
SELECT
  d.fiscal_year,
  d.department_name,
  p.project_id,
  p.project_name,
  p.budget_yuan,
  q.quarter,
  q.period_end,
  q.cumulative_percent,
  CAST(p.budget_yuan AS DECIMAL(20, 2)) * CAST(q.cumulative_percent AS DECIMAL(9, 4)) * 0.01 AS cumulative_yuan
FROM (
  SELECT
    s.project_id,
    s.document_id,
    s.period_end,
    s.quarter,
    s.cumulative_percent,
    row_number() OVER (PARTITION BY s.project_id, s.document_id, s.year, s.quarter ORDER BY s.period_end DESC, s.ordinal DESC) AS place
  FROM (
    SELECT
      spending_plan.*,
      substr(CAST(period_end AS VARCHAR), 1, 4) AS year,
      CASE
        WHEN substr(CAST(period_end AS VARCHAR), 6, 2) <= '03' THEN 1
        WHEN substr(CAST(period_end AS VARCHAR), 6, 2) <= '06' THEN 2
        WHEN substr(CAST(period_end AS VARCHAR), 6, 2) <= '09' THEN 3
        ELSE 4
      END AS quarter
    FROM spending_plan
    WHERE period_end IS NOT NULL
  ) s
) q
JOIN documents d ON d.document_id = q.document_id
LEFT JOIN projects p ON p.project_id = q.project_id
WHERE q.place = 1
ORDER BY q.project_id, q.period_end
