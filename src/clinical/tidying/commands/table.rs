//! The table of spoken commands, and where one stands among the words.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::clinical::tidying::rules::View;
use crate::letter::BlockKind;

/// Phrases, what they write, and the neighbours that show they are no command. A row whose first
/// column begins with `@` names a list for the others to use.
const TABLE: &str = include_str!("../../../../assets/lexicon/commands.tsv");

/// What a phrase stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Act {
    Mark(&'static str),
    /// A mark that joins the words on either side.
    Join(&'static str),
    Break(BlockKind),
    Scratch,
    /// Says nothing that this program shows.
    Nothing,
}

/// A phrase, what it stands for, and the neighbours that show it is not a command.
pub struct Command {
    words: Vec<&'static str>,
    pub act: Act,
    not_after: Vec<&'static str>,
    not_before: Vec<&'static str>,
}

/// Commands by their first word, the longest first, and the named lists.
struct Commands {
    by_first: HashMap<&'static str, Vec<Command>>,
    lists: HashMap<&'static str, Vec<&'static str>>,
}

static COMMANDS: LazyLock<Commands> = LazyLock::new(|| {
    let mut commands = Commands {
        by_first: HashMap::new(),
        lists: HashMap::new(),
    };
    for row in TABLE.lines().skip(1) {
        commands.read(row);
    }
    for rows in commands.by_first.values_mut() {
        rows.sort_by_key(|command| std::cmp::Reverse(command.words.len()));
    }
    commands
});

impl Commands {
    fn read(&mut self, row: &'static str) {
        let mut cells = row.split('\t');
        let mut next = || cells.next().unwrap_or_default();
        let (phrase, writes) = (next(), next());
        if phrase.starts_with('@') {
            self.lists.insert(phrase, writes.split('|').collect());
            return;
        }
        let list = |cell: &'static str| {
            let named = self.lists.get(cell).cloned();
            named.unwrap_or_else(|| cell.split('|').filter(|word| !word.is_empty()).collect())
        };
        let command = Command {
            words: phrase.split(' ').collect(),
            act: act_of(writes),
            not_after: list(next()),
            not_before: list(next()),
        };
        self.by_first
            .entry(command.words[0])
            .or_default()
            .push(command);
    }
}

fn act_of(writes: &'static str) -> Act {
    match writes {
        "block" => Act::Break(BlockKind::Paragraph),
        "bullet" => Act::Break(BlockKind::Bulleted),
        "strike" => Act::Scratch,
        "nothing" => Act::Nothing,
        _ => match writes.strip_prefix("join ") {
            Some(mark) => Act::Join(mark),
            None => Act::Mark(writes),
        },
    }
}

/// Whether a noun must follow the word, so that what it precedes is no command: "a full stop".
/// "Her", "this" and "one" may end a sentence, and are not among them.
pub(super) fn wants_noun(word: &str) -> bool {
    COMMANDS
        .lists
        .get("@noun")
        .is_some_and(|list| list.contains(&word))
}

/// Whether these words, in lower case, are a command or begin one of several words.
pub fn is_command(words: &[&str]) -> bool {
    const OTHERS: &[&[&str]] = &[
        &["sub", "heading"],
        &["new", "heading"],
        &["next", "heading"],
        &["next", "number"],
        &["next", "point"],
        &["next", "patient"],
        &["next", "letter"],
        &["new", "letter"],
    ];
    let rows = words.first().and_then(|first| COMMANDS.by_first.get(first));
    OTHERS.contains(&words)
        || words.len() > 1 && rows.is_some_and(|rows| rows.iter().any(|row| row.words == words))
}

/// The command that stands at the `at`th token ahead, and its length in words.
pub fn command_at(view: &View, at: usize) -> Option<(usize, &'static Command)> {
    let rows = COMMANDS.by_first.get(view.word(at)?)?;
    let before = match at {
        0 => view.previous(),
        _ => view.word(at - 1),
    };
    rows.iter()
        .find(|command| {
            let after = view.word(at + command.words.len());
            view.reads(at, &command.words)
                && !before.is_some_and(|word| is_noun_marker(view, command, word, at))
                && !after.is_some_and(|word| command.not_before.contains(&word))
        })
        .map(|command| (command.words.len(), command))
}

/// Whether the word before shows that a thing is meant; the A of "hepatitis A" does not, nor a
/// word already joined to the one before it.
fn is_noun_marker(view: &View, command: &Command, word: &str, at: usize) -> bool {
    const LETTERED: [&str; 10] = [
        "hepatitis",
        "vitamin",
        "influenza",
        "type",
        "group",
        "grade",
        "factor",
        "class",
        "flu",
        "haemophilia",
    ];
    let lettered = at == 0 && word == "a" && view.back(1).is_some_and(|w| LETTERED.contains(&w));
    let joined = at == 0
        && view
            .before
            .iter()
            .nth_back(1)
            .is_some_and(|mark| mark.is_spoken() && matches!(mark.text.as_str(), "-" | "/"));
    command.not_after.contains(&word) && !lettered && !joined
}

/// Whether a command may begin with this word.
pub(super) fn may_command(word: &str) -> bool {
    const OTHERS: &[&str] = &[
        "capital",
        "cap",
        "capitals",
        "caps",
        "in",
        "all",
        "heading",
        "subheading",
        "sub",
        "next",
        "new",
        "number",
        "colon",
        "quote",
        "query",
        "paragraph",
    ];
    COMMANDS.by_first.contains_key(word) || OTHERS.contains(&word)
}
