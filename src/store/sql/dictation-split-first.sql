UPDATE dictation SET
    part = :part, parts = :parts, starts = :starts, ends = :ends, status = :status, draft = :draft
WHERE id = :id
