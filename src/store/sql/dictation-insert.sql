INSERT INTO dictation
    (author, patient, clinic, work_type, priority, status, length, dictated_at, position,
     received, sha256, recording, extension)
VALUES
    (:author, :patient, :clinic, :work_type, :priority, :status, :length, :dictated_at, :position,
     :received, :sha256, :recording, :extension)
