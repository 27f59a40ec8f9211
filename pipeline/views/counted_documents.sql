-- 计入合计的文件：一次报送取一个
-- The files that totals count: one of each submission
-- Of files with one submission_key: one that was read whole, then one whose path says 修改, 修订, 终稿, 第二次 or v2, then one with a text layer,
-- then the last by path; a file without a key stands alone. `jixiao letters` chooses by the same rule.
SELECT
  c.document_id,
  c.submission_key,
  c.department_name,
  c.fiscal_year,
  c.form_family,
  c.status,
  c.path
FROM (
  SELECT
    d.*,
    row_number() OVER (
      PARTITION BY coalesce(d.submission_key, d.document_id)
      ORDER BY
        CASE d.status WHEN 'ok' THEN 2 WHEN 'partial' THEN 1 ELSE 0 END DESC,
        CASE
          WHEN d.path LIKE '%修改%' OR d.path LIKE '%修订%' OR d.path LIKE '%修正%' OR d.path LIKE '%更正%' OR d.path LIKE '%终稿%' OR d.path LIKE '%定稿%' OR d.path LIKE '%最终%' OR d.path LIKE '%第二次%' OR d.path LIKE '%第三次%' OR d.path LIKE '%第四次%' OR d.path LIKE '%第五次%' OR d.path LIKE '%第2次%' OR d.path LIKE '%第3次%' OR d.path LIKE '%第4次%' OR d.path LIKE '%第5次%' OR lower(d.path) LIKE '%v2%' OR lower(d.path) LIKE '%v3%' OR lower(d.path) LIKE '%v4%' OR lower(d.path) LIKE '%v5%' OR lower(d.path) LIKE '%v6%' OR lower(d.path) LIKE '%v7%' OR lower(d.path) LIKE '%v8%' OR lower(d.path) LIKE '%v9%'
            THEN 1
          ELSE 0
        END DESC,
        CASE WHEN d.method IN ('pdf-ocr', 'image-ocr', 'pdf-mixed') THEN 0 ELSE 1 END DESC,
        d.path DESC
    ) AS place
  FROM documents d
) c
WHERE c.place = 1
ORDER BY c.document_id
