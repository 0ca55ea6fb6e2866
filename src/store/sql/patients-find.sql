WHERE NOT EXISTS (SELECT 1 FROM json_each(?1) WHERE instr(patient.search, value) = 0)
ORDER BY CASE json_array_length(?1) WHEN 0 THEN -touched END, family, given, id
LIMIT ?2
