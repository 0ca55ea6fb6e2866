SELECT DISTINCT recording.name FROM recording JOIN source ON source.recording = recording.id
WHERE source.dictation IN (SELECT value FROM json_each(?1))
    AND NOT EXISTS (SELECT 1 FROM source AS other WHERE other.recording = recording.id
        AND other.dictation NOT IN (SELECT value FROM json_each(?1)))
    AND NOT EXISTS (SELECT 1 FROM task WHERE task.recording = recording.id)
