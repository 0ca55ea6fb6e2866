//! What authors say before and after letters, phrase by phrase.

pub(super) mod occasion;
pub(super) mod people;
pub(super) mod recipients;
