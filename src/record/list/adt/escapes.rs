//! Escape sequences within a message's fields.

/// A value with what stands for separators, lines and other signs put back.
pub fn undone(value: &str, separators: &hl7_parser::message::Separators) -> String {
    let mut text = String::new();
    let mut rest = value;
    while let Some((before, after)) = rest.split_once(separators.escape) {
        text.push_str(before);
        let Some((code, beyond)) = after.split_once(separators.escape) else {
            rest = after;
            break;
        };
        match code {
            "F" => text.push(separators.field),
            "S" => text.push(separators.component),
            "T" => text.push(separators.subcomponent),
            "R" => text.push(separators.repetition),
            "E" => text.push(separators.escape),
            ".br" | ".sp" | ".ce" => text.push('\n'),
            code => text.push_str(&signs(code)),
        }
        rest = beyond;
    }
    text.push_str(rest);
    text
}

/// Signs given by their numbers, "XC3A9"; other codes set type and say nothing.
fn signs(code: &str) -> String {
    let Some(digits) = code.strip_prefix('X') else {
        return String::new();
    };
    let bytes = hex::decode(digits).unwrap_or_default();
    super::super::decoding::text(&bytes).unwrap_or_default()
}
