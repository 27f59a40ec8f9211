-- 覆盖率：材料文字进入表格或被识别的比例
-- Coverage: how much of a document's text was accounted for
SELECT
  CASE
    WHEN coverage IS NULL THEN '—'
    WHEN coverage = 1 THEN '100%'
    WHEN coverage >= 0.99 THEN '99%–100%'
    WHEN coverage >= 0.95 THEN '95%–99%'
    WHEN coverage >= 0.8 THEN '80%–95%'
    ELSE '< 80%'
  END AS coverage,
  count(*) AS documents
FROM documents
GROUP BY 1
ORDER BY min(coalesce(documents.coverage, 2)) DESC
