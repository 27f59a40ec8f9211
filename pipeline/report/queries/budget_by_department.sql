-- 预算：按部门和资金来源（元）
-- Budget by department and source, in yuan
-- One file of each submission (view counted_documents), and no amount twice: totals are left out, since the sources add up to them;
-- central to county money only where no 财政 (fiscal) amount is printed that holds it; amounts whose source the form does not say stay in `funding` alone. Self-evaluations count their adjusted budget.
SELECT department_name, source, amount_yuan
FROM (
  SELECT coalesce(d.department_name, '—') AS department_name, b.source, sum(b.amount_yuan) AS amount_yuan
  FROM funding b
  JOIN counted_documents d ON d.document_id = b.document_id
  WHERE b.stage IN ('budget', 'adjusted')
    AND (
      b.source IN ('fiscal', 'other', 'own', 'carryover', 'fiscal_account')
      OR b.source IN ('central', 'provincial', 'municipal', 'county', 'local')
      AND NOT EXISTS (
        SELECT 1
        FROM funding f
        WHERE f.document_id = b.document_id AND f.project_id IS NOT DISTINCT FROM b.project_id AND f.stage = b.stage AND f.source = 'fiscal'
      )
    )
  GROUP BY ALL
  HAVING sum(b.amount_yuan) > 0
)
ORDER BY sum(amount_yuan) OVER (PARTITION BY department_name) DESC, department_name, source
