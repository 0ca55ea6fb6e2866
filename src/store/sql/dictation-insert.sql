INSERT INTO dictation
    (author, patient, clinic, work_type, priority, status, length, dictated_at, dated_by, position,
     received)
VALUES
    (:author, :patient, :clinic, :work_type, :priority, :status, :length, :dictated_at, :dated_by,
     :position, :received)
