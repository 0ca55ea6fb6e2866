//! Compressed recordings and unusual WAV, packet by packet: AAC, FLAC, Vorbis, Opus, ADPCM.

use std::io::{ErrorKind, Read, Seek, SeekFrom};
use std::sync::LazyLock;

use symphonia::core::codecs::audio::{AudioDecoder, AudioDecoderOptions};
use symphonia::core::codecs::registry::CodecRegistry;
use symphonia::core::errors::Error;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::well_known::{FORMAT_ID_FLAC, FORMAT_ID_MP3, FORMAT_ID_OGG};
use symphonia::core::formats::{FormatReader, Track, TrackType};
use symphonia::core::io::{MediaSource, MediaSourceStream};
use symphonia::core::packet::Packet;
use symphonia::core::units::{Duration, TimeBase, Timestamp};

use super::downmix::Downmix;
use super::piece::{Piece, Reader};
use super::{Source, refusals};
use crate::problem::{Outcome, Problem};

/// Bad pieces in a row after which nothing more is expected of a file.
const PATIENCE: usize = 64;

/// Seconds by which a packet may come late before something is missing, and by which none can.
const LATE: std::ops::Range<f64> = 0.05..3600.0;

/// Seconds one packet lasts at most, whatever it claims.
const LONGEST: f64 = 1.0;

pub(super) static CODECS: LazyLock<CodecRegistry> = LazyLock::new(|| {
    let mut codecs = CodecRegistry::new();
    symphonia::default::register_enabled_codecs(&mut codecs);
    codecs.register_audio_decoder::<symphonia_adapter_libopus::OpusDecoder>();
    codecs
});

/// A recording that is stored as packets.
pub(super) struct Packets {
    format: Box<dyn FormatReader>,
    decoder: Box<dyn AudioDecoder>,
    track: u32,
    time_base: Option<TimeBase>,
    expected: Option<f64>,
    /// The file lacks its last part, so that reaching its end is no proper end.
    unclosed: bool,
    interleaved: Vec<f32>,
    bad: usize,
    /// Whether a packet that comes late shows that some before it were lost.
    tells_gaps: bool,
    /// When the next packet is due, and one that has come late.
    due: Option<Timestamp>,
    late: Option<Packet>,
}

impl Packets {
    /// Finds out what the source holds by its content; `head` is how it begins.
    ///
    /// # Errors
    /// When it is no recording that can be opened, and why not as far as that is known.
    pub fn open(source: Box<dyn Source>, length: u64, head: &[u8]) -> Outcome<Self> {
        let (format, unclosed) = demuxer(source, length, head)?;
        let kind = format.format_info().format;
        let track = format
            .default_track(TrackType::Audio)
            .ok_or_else(|| refusals::sound_within(None))?;
        // Without one of these tables an MP3's length is a guess from its size.
        let guessed = kind == FORMAT_ID_MP3
            && !["Xing", "Info", "VBRI"]
                .iter()
                .any(|table| head.windows(4).any(|four| four == table.as_bytes()));
        Ok(Self {
            decoder: decoder_for(track).map_err(|error| no_decoder(track).because(error))?,
            track: track.id,
            time_base: track.time_base,
            expected: length_of(track)
                .or_else(|| length_of_all(format.as_ref()))
                .filter(|_| !guessed && !unclosed),
            unclosed,
            format,
            interleaved: Vec::new(),
            bad: 0,
            tells_gaps: [FORMAT_ID_FLAC, FORMAT_ID_OGG].contains(&kind),
            due: None,
            late: None,
        })
    }

    /// The seconds that are missing before a packet.
    fn gap(&mut self, packet: &Packet) -> Option<f64> {
        let due = self.due.replace(packet.pts.saturating_add(packet.dur))?;
        let late = packet.pts.duration_from(due)?;
        Some(self.seconds(late)).filter(|late| self.tells_gaps && LATE.contains(late))
    }

    fn seconds(&self, duration: Duration) -> f64 {
        let base = self.time_base;
        let time = base.and_then(|base| base.calc_duration(duration));
        time.map_or(0.0, |time| time.as_secs_f64())
    }

    fn decode(&mut self, packet: &Packet, sound: &mut Downmix) -> Piece {
        let Ok(decoded) = self.decoder.decode(packet) else {
            // Silence in its place keeps everything after it where it belongs in time.
            let seconds = self.seconds(packet.dur).min(LONGEST);
            return self.damage(seconds);
        };
        let (rate, channels) = (decoded.spec().rate(), decoded.num_planes());
        decoded.copy_to_vec_interleaved(&mut self.interleaved);
        if !sound.push(rate, channels, &self.interleaved) {
            return Piece::CutShort;
        }
        self.bad = 0;
        Piece::Sound
    }

    fn damage(&mut self, seconds: f64) -> Piece {
        self.bad += 1;
        if self.bad > PATIENCE {
            Piece::CutShort
        } else {
            Piece::Damage(seconds)
        }
    }

    /// A chained file starts its next part; its decoder must be made anew.
    fn next_part(&mut self) -> Piece {
        let track = self.format.default_track(TrackType::Audio);
        match track.map(|track| (track.id, track.time_base, decoder_for(track))) {
            Some((id, time_base, Ok(decoder))) => {
                (self.track, self.time_base, self.decoder) = (id, time_base, decoder);
                (self.expected, self.due) = (None, None);
                Piece::Sound
            }
            _ => Piece::CutShort,
        }
    }
}

impl Reader for Packets {
    fn expected(&self) -> Option<f64> {
        self.expected
    }

    fn next(&mut self, sound: &mut Downmix) -> Piece {
        if let Some(packet) = self.late.take() {
            return self.decode(&packet, sound);
        }
        match self.format.next_packet() {
            Ok(Some(packet)) if packet.track_id == self.track => match self.gap(&packet) {
                Some(seconds) => {
                    self.late = Some(packet);
                    Piece::Damage(seconds)
                }
                None => self.decode(&packet, sound),
            },
            Ok(Some(_)) => Piece::Sound,
            Ok(None) if self.unclosed => Piece::CutShort,
            Ok(None) => Piece::End,
            Err(Error::ResetRequired) => self.next_part(),
            Err(Error::IoError(error)) if error.kind() == ErrorKind::UnexpectedEof => {
                Piece::CutShort
            }
            Err(Error::IoError(error)) => Piece::Failed(error),
            Err(_) => self.damage(0.0),
        }
    }
}

/// What parts the source into packets, and whether the file lacks its last part.
fn demuxer(
    mut source: Box<dyn Source>,
    length: u64,
    head: &[u8],
) -> Outcome<(Box<dyn FormatReader>, bool)> {
    let unread = |error: std::io::Error| refusals::unknown().because(error);
    let unclosed = head.starts_with(b"OggS") && is_unclosed(&mut source, length).map_err(unread)?;
    let mut promised = length;
    if head.get(4..8) == Some(b"ftyp") {
        let boxes = outline(&mut source, length).map_err(unread)?;
        if !boxes.index {
            return Err(refusals::without_index());
        }
        promised = boxes.promised;
    }
    let measured = Box::new(Measured {
        source,
        length,
        promised,
    });
    let stream = MediaSourceStream::new(measured, Default::default());
    let probe = symphonia::default::get_probe();
    let format = probe.probe(&Hint::new(), stream, Default::default(), Default::default());
    let is_matroska = head.starts_with(b"\x1a\x45\xdf\xa3");
    let refused = |error: Error| match is_matroska {
        true => refusals::without_sound().because(error),
        false => refusals::unknown().because(error),
    };
    Ok((format.map_err(refused)?, unclosed))
}

fn decoder_for(track: &Track) -> Result<Box<dyn AudioDecoder>, Error> {
    let parameters = track.codec_params.as_ref().and_then(|codec| codec.audio());
    let parameters = parameters.ok_or(Error::Unsupported("unknown kind of sound"))?;
    CODECS.make_audio_decoder(parameters, &AudioDecoderOptions::default())
}

/// Why a track cannot be decoded.
fn no_decoder(track: &Track) -> Problem {
    let parameters = track.codec_params.as_ref().and_then(|codec| codec.audio());
    let channels = parameters.and_then(|audio| audio.channels.as_ref());
    refusals::sound_within(channels.map(|channels| channels.count()))
}

fn length_of(track: &Track) -> Option<f64> {
    let by_time = track.duration.zip(track.time_base);
    by_time
        .and_then(|(duration, base)| base.calc_duration(duration))
        .map(|time| time.as_secs_f64())
        .or_else(|| {
            let rate = track.codec_params.as_ref()?.audio()?.sample_rate?;
            Some(track.num_frames? as f64 / f64::from(rate))
        })
        .filter(|seconds| *seconds > 0.0)
}

/// What a file that holds nothing beside its sound says of its length as a whole.
fn length_of_all(format: &dyn FormatReader) -> Option<f64> {
    let (media, tracks) = (format.media_info(), format.tracks());
    let time = media.time_base?.calc_duration(media.duration?)?;
    Some(time.as_secs_f64()).filter(|seconds| tracks.len() == 1 && *seconds > 0.0)
}

/// Whether an Ogg file was cut: its last page is not the one that ends the stream.
fn is_unclosed(source: &mut Box<dyn Source>, length: u64) -> std::io::Result<bool> {
    // No page is longer than this.
    let mut tail = Vec::new();
    source.seek(SeekFrom::Start(length.saturating_sub(65_307)))?;
    source.read_to_end(&mut tail)?;
    source.seek(SeekFrom::Start(0))?;
    let last = tail.windows(4).rposition(|four| four == b"OggS");
    let flags = last.and_then(|page| tail.get(page + 5));
    Ok(flags.is_none_or(|flags| flags & 4 == 0))
}

/// What the outermost boxes of an MP4 file tell.
struct Outline {
    /// How long the file was before it was cut: the demuxer passes over a box that is not whole,
    /// and with it all the sound.
    promised: u64,
    /// Whether the index is there and whole, without which nothing in it can be found.
    index: bool,
}

/// Steps through the outermost boxes of an MP4 file of `length` bytes.
fn outline(source: &mut Box<dyn Source>, length: u64) -> std::io::Result<Outline> {
    let (mut end, mut index) = (0u64, false);
    while end.saturating_add(8) <= length {
        let mut head = Vec::new();
        source.seek(SeekFrom::Start(end))?;
        source.by_ref().take(16).read_to_end(&mut head)?;
        let size = match head.first_chunk().map(|size| u32::from_be_bytes(*size)) {
            None | Some(0) => break,
            Some(1) => match head.get(8..).and_then(|wide| wide.first_chunk()) {
                Some(wide) => u64::from_be_bytes(*wide),
                None => break,
            },
            Some(size) => u64::from(size),
        };
        end = end.saturating_add(size.max(8));
        index |= head.get(4..8) == Some(b"moov") && end <= length;
    }
    source.seek(SeekFrom::Start(0))?;
    Ok(Outline {
        promised: end.clamp(length, length.saturating_mul(1000)),
        index,
    })
}

/// A source of known length, as the demuxers want it.
struct Measured {
    source: Box<dyn Source>,
    length: u64,
    /// Where the end is said to be, which differs for a file that was cut.
    promised: u64,
}

impl Read for Measured {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.source.read(buffer)
    }
}

impl Seek for Measured {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.source.seek(match to {
            SeekFrom::End(by) => SeekFrom::Start(self.promised.saturating_add_signed(by)),
            to => to,
        })
    }
}

impl MediaSource for Measured {
    fn is_seekable(&self) -> bool {
        true
    }

    fn byte_len(&self) -> Option<u64> {
        Some(self.length)
    }
}
