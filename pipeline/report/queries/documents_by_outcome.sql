-- 文件：按格式和读取结果
-- Documents by format and outcome
SELECT format, status, documents
FROM (
  SELECT coalesce(d.format, '—') AS format, d.status, count(*) AS documents
  FROM documents d
  GROUP BY ALL
)
ORDER BY sum(documents) OVER (PARTITION BY format) DESC, format, status
