-- 支出计划：各季度末累计比例
-- Spending plans: cumulative share at the end of each quarter
SELECT
  quarter,
  count(cumulative_percent) AS projects,
  min(cumulative_percent) AS lowest,
  CAST(median(cumulative_percent) AS DECIMAL(20, 2)) AS middle,
  max(cumulative_percent) AS highest
FROM spending_plan_by_quarter
WHERE cumulative_percent IS NOT NULL
GROUP BY quarter
ORDER BY quarter
