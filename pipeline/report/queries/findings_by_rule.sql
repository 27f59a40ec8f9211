-- 问题：按规则
-- Findings by rule
SELECT rule, severity, findings
FROM (
  SELECT f.rule, f.severity, count(*) AS findings
  FROM findings f
  GROUP BY ALL
)
ORDER BY sum(findings) OVER (PARTITION BY rule) DESC, rule, severity
