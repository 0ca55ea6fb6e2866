//! Terms of a person's own: an author's, or the organisation's.

use super::Term;
use crate::record::{AuthorId, TermId};

/// A term of the person's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnTerm {
    /// 0 for one that is not in the record yet.
    pub id: TermId,
    /// Whose word it is; none for the organisation's.
    pub author: Option<AuthorId>,
    pub term: Term,
}
