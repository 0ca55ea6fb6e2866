WHERE id IN (
    SELECT coalesce(patient_alias.of, named.value)
    FROM json_each(?1) AS named
    LEFT JOIN patient_alias ON patient_alias.alias = named.value
)
