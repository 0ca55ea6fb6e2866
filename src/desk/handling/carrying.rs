//! Carrying out: from each command to the handler that does it.

use crate::desk::command::{Command, Sheet};
use crate::desk::state::Desk;
use crate::desk::turnaround::Period;
use crate::problem::{Outcome, Problem};

impl Desk {
    /// Does what a command says; what can be done at once is done here.
    pub(in crate::desk) fn carry_out(&mut self, command: Command, now: f64) -> Outcome<()> {
        match command {
            Command::CreateWorkspace {
                passphrase,
                sample,
                name,
                initials,
            } => self.create_workspace(passphrase, sample, name, initials),
            Command::Unlock { passphrase } => self.unlock(passphrase),
            Command::TakeOver { person, secret } => self.take_over(person, secret, now),
            Command::LockDesk => self.lock_desk(now),
            Command::NameMe { name, initials } => return self.name_me(name, initials),
            Command::SavePerson(person, secret) => return self.save_person(*person, secret),
            Command::AddSample => self.add_sample(),
            Command::Import(files) => self.import(files),
            Command::FilterWorklist => self.view.hides_worklist = false,
            Command::Filter(filter) => self.worklist.filter = filter,
            Command::Open(id) => self.open(id),
            Command::OpenNext if self.tray.is_open() => self.step_in_tray(true, now),
            Command::OpenPrevious if self.tray.is_open() => self.step_in_tray(false, now),
            Command::OpenNext => self.open_next(now),
            Command::OpenPrevious => self.open_previous(now),
            Command::Close => self.put_away(now),
            Command::SetPriority(priority) => return self.set_priority(priority),
            Command::SetWorkType(work) => return self.set_work_type(work),
            Command::ToggleTable => self.toggle_table(),
            Command::SortBy(heading) => self.worklist.arranging.sort_by(heading),
            Command::GroupByClinic => {
                let arranging = &mut self.worklist.arranging;
                arranging.by_clinic = !arranging.by_clinic;
            }
            Command::Pick(pick) => self.pick(pick),
            Command::ChangeRows(changes) => return self.change_rows(changes),
            Command::RemoveRows(why) => return self.remove_rows(&why),
            Command::RestoreRows(rows) => self.restore_rows(rows),
            Command::LookAtTurnaround(period) => self.look_at_turnaround(period),
            Command::SaveTurnaround(to) => return self.save_turnaround(to),
            Command::SetVolume(volume) => {
                self.playback.volume = volume;
                self.crew.deck.set_volume(volume);
            }
            Command::DraftAgain => return self.draft_again(),
            Command::StopDraft => self.stop_draft(),
            Command::InsertDraft => return self.insert_draft(now),
            Command::DiscardDraft => return self.discard_draft(now),
            Command::TimeModels => {
                self.show(Sheet::Models);
                self.time_models();
            }
            Command::StopTiming => self.stop_timing(),
            Command::CheckRecord => self.check_record(),
            Command::StopChecking => self.stop_checking(now),
            Command::Type { range, text } => return self.type_text(range, &text, now),
            Command::Select(range) => self.note_selection(range),
            Command::Restyle(kind) => return self.restyle(kind, now),
            Command::SetField(field, text) => return self.set_field(field, text, now),
            Command::Undo => return self.undo(now),
            Command::Redo => return self.redo(now),
            Command::Find(needle) => self.find(needle),
            Command::FindNext => self.find_next(),
            Command::FindDone => self
                .on_desk
                .piece
                .iter_mut()
                .for_each(|piece| piece.find = None),
            Command::Save => {
                self.journal();
                self.notices
                    .say("Everything you type is saved as you type", now);
            }
            Command::NextQuestion => self.step_question(true, now),
            Command::PreviousQuestion => self.step_question(false, now),
            Command::GoToQuestion(at) => self.go_to_question(at, now),
            Command::SettleQuestion => return self.settle_question(now),
            Command::SplitLetters => return self.split_letters(),
            Command::KeepAsOne => self.keep_as_one(),
            Command::SplitHere => return self.split_here(),
            Command::SplitAtMoment => return self.split_at_moment(),
            Command::JoinNext => return self.join_next(now),
            Command::LookFor(query) => self.look_for(query),
            Command::LookOn => self.look_on(),
            Command::SearchPatients(query) => self.search_patients(query),
            Command::ChoosePatient(id) => return self.choose_patient(id),
            Command::SavePatient(patient) => self.save_patient(*patient),
            Command::MergePatients { alias, of } => self.merge_patients(alias, of),
            Command::BringIn(path) => self.bring_in(path),
            Command::TakeColumn(column, field) => self.take_column(column, field),
            Command::SaveList => self.save_list(),
            Command::TakeClinicList(path) => self.take_clinic_list(path),
            Command::MatchRow(at, recording) => self.match_row(at, recording),
            Command::ConfirmRow(at, is_confirmed) => self.confirm_row(at, is_confirmed),
            Command::ConfirmSure => self.confirm_sure(),
            Command::WordNotAttended(text) => self.word_not_attended(text),
            Command::SettleClinic => self.settle_clinic(),
            Command::TakeMailList(path) => self.take_mail_list(path),
            Command::WordMailing(wording) => self.word_mailing(*wording),
            Command::ConfirmLine(at, is_confirmed) => self.confirm_line(at, is_confirmed),
            Command::MakeLetters => self.make_letters(),
            Command::SaveTask(task) => self.save_task(*task, now),
            Command::SetTaskDone(row, is_done) => self.set_task_done(row, is_done),
            Command::BecomeTask(said) => return self.become_task(said, now),
            Command::ChooseAuthor(id) => return self.choose_author(id),
            Command::SaveAuthor(author) => self.save_author(*author),
            Command::SetLogo(file) => self.set_logo(file),
            Command::SkipButton => return self.skip_button(now),
            Command::ForgetPedal(at) => self.forget_pedal(at),
            Command::SaveTerm(term) => self.save_term(*term),
            Command::RemoveTerm(id) => self.remove_term(id),
            Command::ImportTerms(author, file) => self.import_terms(author, file),
            Command::Decide(id, decision) => self.decide(id, decision),
            Command::Ask(said, span) => return self.ask(&said, span, now),
            Command::Answer(query, said) => return self.answer(query, &said, now),
            Command::Reject(why) => return self.reject(&why, now),
            Command::ToggleTray => self.toggle_tray(now),
            Command::NoteRead => self.note_read(),
            Command::SignSeveral(signature) => return self.sign_several(signature, now),
            Command::ChangeSecret { had, wanted } => self.change_secret(had, wanted),
            Command::MarkQuery => return self.set_aside(now),
            Command::SendForSignature => return self.hand_over(now),
            Command::MarkSent(to) => return self.mark_sent(to, now),
            Command::Sign(signature) => return self.sign(signature),
            Command::Withdraw(why) => return self.withdraw(&why, now),
            Command::NewLetter => self.new_letter(),
            Command::AnotherLetter(work) => self.another_letter(work),
            Command::Addendum => return self.addendum(),
            Command::SetDictated(day) => return self.set_dictated(day),
            Command::Amend => return self.amend(),
            Command::FileAgain => self.file_again(),
            Command::SaveProof(to) => self.save_proof(to),
            Command::PreparePost(chosen) => self.prepare_post(chosen),
            Command::MarkGone(chosen) => self.mark_gone(chosen),
            Command::DeleteReadables(ids) => self.delete_readables(ids),
            Command::LookUp(patient) => {
                self.view.sheet = Some(Sheet::About);
                self.look_up_patient(patient);
            }
            Command::ReadVersion(letter, version) => self.read_version(letter, version),
            Command::SaveContact(contact) => self.save_contact(*contact),
            Command::RemoveContact(id) => self.remove_contact(id),
            Command::ReadNothing => self.view.reading = None,
            Command::SaveCopy(letter, version, print, to) => {
                self.save_copy(letter, version, print, to);
            }
            Command::Attach(files) => self.attach(files),
            Command::SaveAttachment(id, to) => self.save_attachment(id, to),
            Command::ExportPatient(under) => self.export_patient(under),
            Command::Show(sheet) => self.show(sheet),
            Command::Dismiss => self.view.dismiss(),
            Command::ToggleWorklist => self.view.hides_worklist = !self.view.hides_worklist,
            Command::ToggleReview => self.view.hides_review = !self.view.hides_review,
            Command::Larger => self.resize(self.settings.scale + 0.1),
            Command::Smaller => self.resize(self.settings.scale - 0.1),
            Command::NormalSize => self.resize(1.0),
            Command::ChangeSettings(settings) => self.change_settings(*settings),
            Command::DismissNotice(id) => self.notices.dismiss(id),
            // Carried out by the screen or by the deck, as their rows say.
            Command::ChooseFiles
            | Command::ChooseProof
            | Command::ChooseCopy(..)
            | Command::ChooseExport
            | Command::ChooseAttachments
            | Command::ChooseAttachmentCopy(_)
            | Command::ChooseLogo
            | Command::FindInLetter
            | Command::ChooseWordList(_)
            | Command::ChooseList
            | Command::ChooseClinicList
            | Command::ChooseMailList
            | Command::ChooseTurnaroundCopy
            | Command::TogglePlay
            | Command::Stop
            | Command::PlayHeld
            | Command::PlayReleased
            | Command::RewindHeld
            | Command::RewindReleased
            | Command::ForwardHeld
            | Command::ForwardReleased
            | Command::JumpBack
            | Command::JumpForward
            | Command::Seek(_)
            | Command::SeekToText(_)
            | Command::PlayFromCaret
            | Command::PlayStretch(_)
            | Command::Faster
            | Command::Slower
            | Command::NormalSpeed => {}
        }
        Ok(())
    }

    fn show(&mut self, sheet: Sheet) {
        self.view.lay(sheet);
        match sheet {
            Sheet::Everything => self.look_again(),
            Sheet::Clinic => self.view.clinic = None,
            Sheet::MailMerge => self.view.mailing = None,
            Sheet::Tasks => self.look_up_tasks(),
            Sheet::Patient | Sheet::Patients | Sheet::PhoneNote => {
                self.search_patients(String::new())
            }
            Sheet::BringIn => self.view.bringing = None,
            Sheet::Bin => self.look_into_bin(),
            Sheet::Turnaround => self.look_at_turnaround(Period::month_of(self.day())),
            Sheet::Pedal => self.pedals.teach(),
            Sheet::Learnt => self.look_over_lessons(),
            Sheet::About => self.look_up_patient_on_desk(),
            Sheet::Comparing => self.look_up_stages(),
            Sheet::Sending | Sheet::Withdrawing => self.look_up_recipients(),
            Sheet::PostRoom => self.enter_post_room(),
            Sheet::Readables => self.look_up_readables(),
            Sheet::Models => {
                self.models.find();
                self.models.read_paces();
                self.draft_next();
            }
            _ => {}
        }
    }

    fn draft_again(&mut self) -> Outcome<()> {
        let Some(id) = self.on_desk.id() else {
            return Ok(());
        };
        if self.recording_of(id).is_none() {
            return Err(Problem::new(
                "There is no recording of this letter, so nothing can be drafted",
                "Type it",
            ));
        }
        self.queue.try_again(id);
        self.start_draft(id);
        Ok(())
    }

    fn note_selection(&mut self, range: std::ops::Range<usize>) {
        if let Some(piece) = &mut self.on_desk.piece {
            piece.selection.range = range;
        }
    }
}

/// Whether the command puts another letter on the desk or none, or has the record change the one
/// there, so that it must be saved first.
pub(in crate::desk) fn leaves_the_letter(command: &Command) -> bool {
    matches!(
        command,
        Command::Open(_)
            | Command::OpenNext
            | Command::OpenPrevious
            | Command::ToggleTray
            | Command::SignSeveral(_)
            | Command::Ask(..)
            | Command::Answer(..)
            | Command::Reject(_)
            | Command::Close
            | Command::Amend
            | Command::SettleClinic
            | Command::BecomeTask(_)
            | Command::SplitLetters
            | Command::SplitHere
            | Command::SplitAtMoment
            | Command::JoinNext
            | Command::SendForSignature
            | Command::AnotherLetter(_)
            | Command::NewLetter
            | Command::Addendum
            | Command::ChangeRows(_)
            | Command::RemoveRows(_)
            | Command::Sign(_)
    )
}
