//! Drafting by machine: what the model hears, and what it must never be given.

use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dictation_desk::clinical::lexicon::Lexicon;
use dictation_desk::problem::Problem;
use dictation_desk::speech::find::loudness::Loudness;
use dictation_desk::speech::hear::merge::{self, Token};
use dictation_desk::speech::score;
use dictation_desk::speech::tune::prompt;
use dictation_desk::speech::{
    Cancel, Context, RATE, Scripted, SpeechJob, Transcriber, Tuning, Whisper, model,
};
use dictation_desk::words::{Span, Word, plain_text};
use proptest::prelude::*;

/// What the clip says, and when each word really begins, in seconds.
const SPOKEN: [(&str, f64); 18] = [
    ("He", 0.20),
    ("was", 0.35),
    ("treated", 0.57),
    ("with", 1.06),
    ("antibiotics", 1.23),
    ("and", 2.27),
    ("made", 2.47),
    ("a", 2.70),
    ("good", 2.79),
    ("recovery", 3.04),
    ("His", 3.97),
    ("kidney", 4.21),
    ("function", 4.59),
    ("improved", 5.09),
    ("over", 5.65),
    ("the", 5.92),
    ("following", 6.06),
    ("days", 6.57),
];

fn clip() -> Vec<f32> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clips/recovery.wav");
    let samples = hound::WavReader::open(path).unwrap().into_samples::<i16>();
    samples.map(|s| f32::from(s.unwrap()) / 32_768.0).collect()
}

fn shipped_path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("models/ggml-base-clinic-q8_0.bin")
}

fn shipped() -> Whisper {
    Whisper::load(&shipped_path()).unwrap()
}

fn job(samples: Vec<f32>) -> SpeechJob {
    SpeechJob {
        samples: samples.into(),
        lexicon: Arc::new(Lexicon::default()),
        context: Context::default(),
        tuning: Tuning::OFF,
        threads: 1,
    }
}

fn hear(whisper: &mut Whisper, job: &SpeechJob) -> Vec<Word> {
    let words = whisper.transcribe(job, &Cancel::default(), &mut |_| {});
    let words = words.unwrap().words;
    assert_in_order(&words, job.samples.len() as f64 / f64::from(RATE));
    words
}

/// Words follow one another within the audio, and each lasts.
fn assert_in_order(words: &[Word], length: f64) {
    let mut before = 0.0;
    for word in words {
        assert!(word.span.start >= before, "{word:?} starts before {before}");
        assert!(word.span.end > word.span.start, "{word:?} takes no time");
        assert!(word.span.end <= length, "{word:?} ends after {length}");
        assert!((0.0..=1.0).contains(&word.confidence), "{word:?}");
        assert_eq!(word.text, word.text.trim());
        assert!(!word.text.is_empty());
        before = word.span.end;
    }
}

#[test]
fn the_model_that_ships_hears_a_clip_and_knows_when_each_word_was_said() {
    let mut whisper = shipped();
    let mut shares = Vec::new();
    let words = whisper
        .transcribe(&job(clip()), &Cancel::default(), &mut |share| {
            shares.push(share)
        })
        .unwrap()
        .words;

    let said: Vec<&str> = SPOKEN.iter().map(|(word, _)| *word).collect();
    let errors = score::score(&said.join(" "), &plain_text(&words));
    assert!(
        errors.rate().unwrap() < 0.3,
        "{errors:?}: {}",
        plain_text(&words)
    );

    let timed: Vec<f64> = SPOKEN
        .iter()
        .filter_map(|(text, start)| {
            let same = |word: &&Word| score::normalise(&word.text) == score::normalise(text);
            Some((words.iter().find(same)?.span.start - start).abs())
        })
        .collect();
    assert!(timed.len() > 10, "only {} words to time", timed.len());
    let off: f64 = timed.iter().sum::<f64>() / timed.len() as f64;
    assert!(off < 0.15, "words begin {off} s off the truth");

    assert!(shares.is_sorted(), "{shares:?}");
    assert_eq!(shares.last(), Some(&1.0));
    assert!(whisper.describe().contains("synthetic voices only"));
}

#[test]
fn a_job_that_was_stopped_leaves_no_trace_in_the_next() {
    let mut whisper = shipped();
    let first = hear(&mut whisper, &job(clip()));

    let cancel = Cancel::default();
    let on_progress = cancel.clone();
    let stopped = whisper
        .transcribe(&job(clip()), &cancel, &mut |_| on_progress.cancel())
        .unwrap_err();
    assert!(stopped.what().contains("stopped"), "{stopped}");

    assert_eq!(hear(&mut whisper, &job(clip())), first);
}

#[test]
fn audio_with_nothing_to_hear_gives_no_words_and_odd_audio_no_crash() {
    let mut whisper = shipped();
    for length in [0, 1, 159, 16_000, 480_000] {
        assert_eq!(hear(&mut whisper, &job(vec![0.0; length])), []);
    }
    let clip = clip();
    for length in [10, 1_600, 15_999] {
        hear(&mut whisper, &job(clip[3_300..3_300 + length].to_vec()));
    }
    hear(&mut whisper, &job(vec![1.0; 8_000]));
    // A little more than one hearing: the last one gets a splinter.
    let mut splinter = vec![0.0; 30 * RATE as usize - clip.len()];
    splinter.extend(&clip);
    splinter.extend(&clip[..2_200]);
    hear(&mut whisper, &job(splinter));

    let damaged = job(vec![0.1, f32::NAN]);
    assert!(
        whisper
            .transcribe(&damaged, &Cancel::default(), &mut |_| {})
            .is_err()
    );
}

#[test]
fn a_model_that_bears_a_prompt_hears_long_audio_in_windows_with_times_from_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ggml-prompted.bin");
    fs::copy(shipped_path(), &path).unwrap();
    fs::write(path.with_extension("json"), r#"{"decode": {"terms": 8}}"#).unwrap();
    let mut whisper = Whisper::load(&path).unwrap();
    let job = SpeechJob {
        context: Context {
            clues: String::new(),
            author: Vec::new(),
            patient: vec!["nul\0".to_owned(), "kidney".to_owned()],
        },
        tuning: Tuning::prompt(&whisper.model().facts),
        ..job(clip().repeat(5))
    };

    let words = hear(&mut whisper, &job);

    let ends: Vec<f64> = words
        .iter()
        .filter(|word| word.text == "days.")
        .map(|word| word.span.end)
        .collect();
    assert!(ends.len() >= 3, "{}", plain_text(&words));
    assert!(ends.last().is_some_and(|end| *end > 28.0), "{ends:?}");
    for end in ends {
        let into_clip = end % 7.0;
        assert!(!(0.3..6.6).contains(&into_clip), "a clip's end at {end}");
    }
}

#[test]
fn a_script_is_spoken_stopped_or_failed_as_written() {
    let mut scripted = Scripted::saying("knee pain", 0.5);
    let job = job(Vec::new());
    let mut shares = Vec::new();
    let words = scripted.transcribe(&job, &Cancel::default(), &mut |share| shares.push(share));
    let expected = [
        Word::new("knee", Span::new(0.0, 0.5), 1.0),
        Word::new("pain", Span::new(0.5, 1.0), 1.0),
    ];
    assert_eq!(words.unwrap().words, expected);
    assert_eq!(shares, [0.0, 0.5, 1.0]);

    let cancel = Cancel::default();
    cancel.cancel();
    assert!(scripted.transcribe(&job, &cancel, &mut |_| {}).is_err());

    let problem = Problem::new("The microphone is asleep", "Wake it");
    let mut failing = Scripted::failing(problem.clone());
    let failed = failing.transcribe(&job, &Cancel::default(), &mut |_| {});
    assert_eq!(failed.unwrap_err(), problem);
}

mod model_files {
    use super::*;

    fn refusal(contents: &[u8]) -> String {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(contents).unwrap();
        model::check(file.path()).unwrap_err().message()
    }

    /// The model that ships with `change` made to it.
    fn altered(change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
        let mut bytes = fs::read(shipped_path()).unwrap();
        change(&mut bytes);
        bytes
    }

    #[test]
    fn what_is_no_model_is_refused_with_the_reason() {
        let cases: [(&str, Vec<u8>); 9] = [
            ("is empty", Vec::new()),
            ("not in the ggml format", b"RIFF, not a model".to_vec()),
            ("cut short", b"lmgg".to_vec()),
            ("sizes", altered(|bytes| bytes[12] = 7)),
            ("sound filters", altered(|bytes| bytes[48] = 81)),
            ("word list", altered(|bytes| bytes[56 + 64_320] = 0)),
            ("stored in a way", altered(|bytes| bytes[44] = 99)),
            (
                "no proper beginning",
                altered(|bytes| bytes.extend([9; 12])),
            ),
            (
                "cut short",
                altered(|bytes| bytes.truncate(bytes.len() - 1)),
            ),
        ];
        for (reason, contents) in cases {
            let message = refusal(&contents);
            assert!(message.contains(reason), "expected {reason:?}: {message}");
            assert!(message.ends_with("untouched."), "{message}");
        }
        assert!(model::check(Path::new("nowhere.bin")).is_err());
    }

    #[test]
    fn a_table_that_is_missing_doubled_or_foreign_is_refused() {
        let bytes = fs::read(shipped_path()).unwrap();
        // The last table: decoder.ln.bias or the like, after which nothing follows.
        let name = b"encoder.conv1.bias";
        let at = bytes
            .windows(name.len())
            .position(|window| window == name)
            .unwrap();
        // dimensions, name length, type, two sizes, name, 256 numbers
        let table = at - 20..at + name.len() + 256 * 4;
        let mut missing = bytes.clone();
        missing.drain(table.clone());
        assert!(refusal(&missing).contains("missing"));
        let mut doubled = bytes.clone();
        doubled.extend(&bytes[table]);
        assert!(refusal(&doubled).contains("has not"));
        let mut foreign = bytes;
        foreign[at] = b'E';
        assert!(refusal(&foreign).contains("has not"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn a_model_cut_short_anywhere_is_refused(
            length in prop_oneof![0..400_000_usize, 0..17_574_514_usize]
        ) {
            let mut bytes = fs::read(shipped_path()).unwrap();
            bytes.truncate(length);
            prop_assert!(!refusal(&bytes).is_empty());
        }

        #[test]
        fn a_byte_gone_wrong_is_refused_or_does_no_harm(
            at in prop_oneof![0..60_usize, 0..300_000_usize],
            flip in 1..=255_u8,
        ) {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("ggml-flipped.bin");
            fs::write(&path, altered(|bytes| bytes[at] ^= flip)).unwrap();
            // Whatever the check lets through, the engine must survive.
            prop_assert_eq!(model::check(&path).is_ok(), Whisper::load(&path).is_ok());
        }
    }

    #[test]
    fn the_model_that_ships_is_listed_and_said_what_it_is() {
        let here = shipped_path().parent().unwrap().to_owned();
        let listed = model::list(&[PathBuf::from("no such folder"), here]);
        let [shipped] = &listed[..] else {
            panic!("one model ships with the program: {listed:?}");
        };
        assert_eq!(shipped.name, "ggml-base-clinic-q8_0");
        assert!(shipped.facts.about.contains("medical dictionary"));
        assert_eq!(model::best(&listed), Some(shipped));
        assert_eq!(model::best(&[]), None);
    }

    #[test]
    fn the_shipped_model_is_used_where_it_is_and_else_an_official_one() {
        let shipped = model::read(&shipped_path()).unwrap();
        let other = |name: &str, bytes| model::Model {
            name: name.to_owned(),
            bytes,
            facts: model::Facts::default(),
            ..shipped.clone()
        };
        let all = [
            shipped.clone(),
            other("ggml-mine", 9_000),
            other("ggml-mine-too", 10_000),
            other("ggml-base.en", 3),
            other("ggml-small.en", 2),
        ];
        let best = |all: &[model::Model]| model::best(all).unwrap().name.clone();
        assert_eq!(best(&all), shipped.name);
        assert_eq!(best(&all[1..]), "ggml-small.en");
        assert_eq!(best(&all[1..3]), "ggml-mine-too");
    }

    #[test]
    fn adding_a_model_copies_it_whole_with_its_facts_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let (from, into) = (folder.path().join("from"), folder.path().join("into"));
        fs::create_dir(&from).unwrap();
        let file = from.join("ggml-base-clinic-q8_0.bin");
        fs::copy(shipped_path(), &file).unwrap();
        fs::copy(
            shipped_path().with_extension("json"),
            file.with_extension("json"),
        )
        .unwrap();

        let added = model::add(&file, &into).unwrap();
        assert_eq!(added.path, into.join("ggml-base-clinic-q8_0.bin"));
        assert_eq!(model::list(std::slice::from_ref(&into)), [added]);
        model::add(&file, &into).expect("adding it again replaces it");
        fs::remove_dir_all(&into).unwrap();

        // A weight gone wrong is no flaw of form; only the checksum tells.
        let mut weights = File::options().write(true).open(&file).unwrap();
        weights.seek(SeekFrom::End(-9)).unwrap();
        weights.write_all(b"?").unwrap();
        model::check(&file).unwrap();
        let refused = model::add(&file, &into).unwrap_err();
        assert!(refused.what().contains("checksum"), "{refused}");
        assert_eq!(fs::read_dir(&into).unwrap().count(), 0);

        fs::write(&file, "no model").unwrap();
        assert!(model::add(&file, &into).is_err());
        fs::write(file.with_extension("json"), "{").unwrap();
        assert!(model::read(&file).is_err());
    }

    #[test]
    fn the_official_table_is_complete_and_fetches_over_https() {
        let official = model::official();
        let lines = include_str!("../../models/official.tsv").lines().count();
        assert_eq!(official.len(), lines - 1);
        for model in official {
            assert!(model.bytes > 50_000_000, "{}", model.name);
            assert!(model.sha256.is_empty() || model.sha256.len() == 64);
            assert!(model.address.starts_with("https://"));
            assert!(model.address.ends_with(&format!("/{}.bin", model.name)));
            assert!(!model.about.is_empty());
        }
        assert!(!model::default_folders().is_empty());
    }
}

#[test]
fn tokens_become_words() {
    let token = |text: &[u8], probability, end| Token {
        bytes: text.to_vec(),
        probability,
        end: Some(end),
        segment_start: None,
    };
    let mut tokens = vec![
        token(b" flu", 0.9, 0.3),
        token(b"oxetine", 0.4, 0.8),
        token(b",", 0.1, 1.0),
        // One character, split between tokens.
        token(b" 20 \xc2", 0.8, 1.2),
        token(b"\xb5g", 0.7, 1.4),
        token(b" ", 0.9, 1.5),
        token(b" ...", 0.2, 1.6),
        token(b"\xff", 0.3, 1.7),
        token(b"end", 0.6, 3.0),
    ];
    tokens[0].segment_start = Some(0.1);
    tokens[8].segment_start = Some(2.5);
    let expected = [
        Word::new("fluoxetine,", Span::new(0.1, 1.0), 0.4),
        Word::new("20 \u{b5}g", Span::new(1.0, 1.4), 0.7),
        Word::new("...\u{fffd}", Span::new(1.5, 1.7), 0.3),
        Word::new("end", Span::new(2.5, 3.0), 0.6),
    ];
    assert_eq!(merge::words(&tokens), expected);
}

#[test]
fn quiet_belongs_to_no_word() {
    let trimmed = |levels: &[f32], speech: &[Range<usize>], end: f64| {
        let mut words = [Word::new("word", Span::new(0.1, end), 1.0)];
        Loudness::of(levels.to_vec(), speech).trim(&mut words);
        words[0].span
    };
    // Half a second each of quiet, speech and quiet.
    let levels: Vec<f32> = [[0.001; 50], [0.2; 50], [0.001; 50]].concat();
    let spoken = std::slice::from_ref(&(5_600..18_400));
    assert_eq!(trimmed(&levels, spoken, 1.4), Span::new(0.5, 1.0));
    assert_eq!(trimmed(&[], &[], 1.4), Span::new(0.1, 1.4));
    // The same followed by a long pause, which must not set what counts as loud.
    let levels = [levels, vec![0.0; 5_000]].concat();
    assert_eq!(trimmed(&levels, spoken, 30.0), Span::new(0.5, 1.0));
}

#[test]
fn words_meet_about_where_their_letters_would_have_them_meet() {
    let met = |(first, end): (&str, f64), (second, start): (&str, f64)| {
        let mut words = [
            Word::new(first, Span::new(1.0, end), 1.0),
            Word::new(second, Span::new(start, 2.2), 1.0),
        ];
        merge::even_out(&mut words);
        let spans = words.map(|word| word.span);
        assert_eq!((spans[0].start, spans[1].end), (1.0, 2.2));
        [spans[0].end, spans[1].start].map(|at| (at * 100.0).round() / 100.0)
    };
    // Ten parts of thirteen, give or take eight hundredths of a second.
    assert_eq!(met(("diagnosis", 1.5), ("is", 1.5)), [1.84, 1.84]);
    assert_eq!(met(("diagnosis", 2.1), ("is", 2.1)), [2.0, 2.0]);
    assert_eq!(met(("diagnosis", 1.9), ("is", 1.9)), [1.9, 1.9]);
    // A figure is a word and more.
    assert_eq!(met(("of", 1.8), ("2025", 1.8)), [1.23, 1.23]);
    assert_eq!(met(("diagnosis", 1.5), ("is", 1.6)), [1.5, 1.6], "a pause");
    // Something was passed over here, which must not be hidden.
    let stretched = [Span::new(1.0, 1.1), Span::new(1.1, 4.0)];
    let mut words = stretched.map(|span| Word::new("have", span, 1.0));
    merge::even_out(&mut words);
    assert_eq!(words.map(|word| word.span), stretched);
}

proptest! {
    #[test]
    fn whatever_times_a_model_gives_words_follow_one_another(
        times in prop::collection::vec((-5.0..70.0_f64, -5.0..70.0_f64), 0..80),
        length in 0.01..60.0_f64,
    ) {
        let mut words: Vec<Word> = times
            .into_iter()
            .map(|(start, end)| Word::new("a", Span::new(start, end), 0.5))
            .collect();
        merge::settle(&mut words, length);
        let mut before = 0.0;
        for word in &words {
            prop_assert!(word.span.start >= before - 1e-9);
            prop_assert!(word.span.end > word.span.start);
            prop_assert!(word.span.end <= length);
            before = word.span.end;
        }
    }
}

mod prompts {
    use super::*;

    #[test]
    fn a_prompt_has_a_few_words_of_author_and_patient_and_then_what_was_heard() {
        let owned =
            |texts: &[&str]| -> Vec<String> { texts.iter().map(|&text| text.to_owned()).collect() };
        let context = Context {
            clues: "Rheumatology".to_owned(),
            author: owned(&["Wardle Unit", "apixaban"]),
            patient: owned(&["Methotrexate 15 mg once a week", "Agnieszka", ""]),
        };
        let like = || owned(&["sulfasalazine", "apixaban"]);
        let all = ["Wardle Unit", "Agnieszka", "sulfasalazine", "apixaban"];
        assert_eq!(prompt::terms(like(), &context, 24), all);
        // Where there is no room for all, the most alike stay.
        assert_eq!(prompt::terms(like(), &context, 3), all[1..]);
        assert_eq!(prompt::terms(like(), &context, 1), all[3..]);
        assert_eq!(prompt::terms(like(), &Context::default(), 24), all[2..]);
    }

    /// One token for each word, the simplest of tokenisers.
    fn count(text: &str) -> usize {
        text.split_whitespace().count()
    }

    #[test]
    fn a_prompt_keeps_the_last_terms_within_its_budget() {
        let terms = ["one", "two words", "", "bell\u{7}", "three"].map(str::to_owned);
        let text = |budget| prompt::text(&terms, budget, count);
        assert_eq!(text(99).unwrap(), " one, two words, three.");
        assert_eq!(text(4).unwrap(), " two words, three.");
        assert_eq!(text(3).unwrap(), " three.");
        assert_eq!(text(1), None);
        assert_eq!(prompt::text(&["x".repeat(999)], 99, count), None);
    }
}

#[test]
fn a_job_can_be_handed_between_threads() {
    fn assert_send<T: Send>() {}
    assert_send::<Whisper>();
    assert_send::<Box<dyn Transcriber>>();
    let shared = Arc::new(clip());
    assert_eq!(job(shared.to_vec()).samples.len(), shared.len());
}
