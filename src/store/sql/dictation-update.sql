UPDATE dictation SET
    author = :author, patient = :patient, clinic = :clinic, work_type = :work_type,
    priority = :priority, status = :status, length = :length, dictated_at = :dictated_at,
    position = :position
WHERE id = :id
