//! E-mails: a letter as the draft of one, which an e-mail program opens and a person sends.
//!
//! Nothing is sent from here, and nothing of the patient stands outside the attachment.

use mail_builder::MessageBuilder;
use mail_builder::headers::raw::Raw;

use crate::letter::outgoing::{Outgoing, is_mailbox};
use crate::problem::{Outcome, Problem};

const TEXT: &str = "Please find a letter attached.\r\n";

/// A draft with the document attached under this name.
///
/// # Errors
/// When the address is not one.
pub(super) fn draft(
    item: &Outgoing,
    subject: &str,
    name: &str,
    document: Vec<u8>,
) -> Outcome<Vec<u8>> {
    let to = &item.recipient.to;
    let mailbox = to.email.trim();
    if !is_mailbox(mailbox) {
        return Err(Problem::new(
            "The e-mail address is not one",
            "Correct it, or choose another way for this recipient",
        ));
    }
    let kind = match name.ends_with(".pdf") {
        true => "application/pdf",
        false => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    };
    let subject = subject.replace("{number}", &item.hospital_number);
    let draft = MessageBuilder::new()
        // Outlook opens it to be sent, and not as one that has come.
        .header("X-Unsent", Raw::new("1"))
        .to((one_line(&to.name), mailbox.to_owned()))
        .subject(one_line(&subject))
        .text_body(TEXT)
        .attachment(kind, name.to_owned(), document);
    draft.write_to_vec().map_err(|error| {
        Problem::new(
            "The e-mail could not be made",
            "Save a copy of the letter and attach it by hand",
        )
        .because(error)
    })
}

/// No header begins in what somebody has typed.
fn one_line(text: &str) -> String {
    let plain = text.replace(char::is_control, " ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
