//! Compressed recordings and unusual WAV, packet by packet: MP3, AAC, FLAC, Vorbis, Opus, ADPCM.

use std::io::{ErrorKind, Read, Seek, SeekFrom};
use std::sync::LazyLock;

use symphonia::core::codecs::audio::{AudioDecoder, AudioDecoderOptions};
use symphonia::core::codecs::registry::CodecRegistry;
use symphonia::core::errors::Error;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::well_known::FORMAT_ID_MP3;
use symphonia::core::formats::{FormatReader, Track, TrackType};
use symphonia::core::io::{MediaSource, MediaSourceStream};
use symphonia::core::packet::Packet;
use symphonia::core::units::TimeBase;

use super::Source;
use super::decode::{Piece, Reader};

/// Bad pieces in a row after which nothing more is expected of a file.
const PATIENCE: usize = 64;

static CODECS: LazyLock<CodecRegistry> = LazyLock::new(|| {
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
    /// Zero until the first packet has been decoded: headers are not always right.
    rate: u32,
    time_base: Option<TimeBase>,
    expected: Option<f64>,
    /// The file lacks its last part, so that reaching its end is no proper end.
    unclosed: bool,
    interleaved: Vec<f32>,
    bad: usize,
}

impl Packets {
    /// Finds out what the source holds by its content; `head` is how it begins.
    pub fn open(mut source: Box<dyn Source>, length: u64, head: &[u8]) -> Result<Self, Error> {
        let unclosed = head.starts_with(b"OggS") && is_unclosed(&mut source, length)?;
        let promised = match head.get(4..8) {
            Some(b"ftyp") => promised_length(&mut source, length)?,
            _ => length,
        };
        let measured = Box::new(Measured {
            source,
            length,
            promised,
        });
        let stream = MediaSourceStream::new(measured, Default::default());
        let probe = symphonia::default::get_probe();
        let format = probe.probe(&Hint::new(), stream, Default::default(), Default::default())?;
        let track = format
            .default_track(TrackType::Audio)
            .ok_or(Error::Unsupported("no sound in this file"))?;
        // Without one of these tables an MP3's length is a guess from its size.
        let guessed = format.format_info().format == FORMAT_ID_MP3
            && !["Xing", "Info", "VBRI"]
                .iter()
                .any(|table| head.windows(4).any(|four| four == table.as_bytes()));
        Ok(Self {
            decoder: decoder_for(track)?,
            track: track.id,
            rate: 0,
            time_base: track.time_base,
            expected: length_of(track).filter(|_| !guessed && !unclosed),
            unclosed,
            format,
            interleaved: Vec::new(),
            bad: 0,
        })
    }

    fn decode(&mut self, packet: &Packet, mono: &mut Vec<f32>) -> Piece {
        let Ok(sound) = self.decoder.decode(packet) else {
            // Silence in its place keeps everything after it where it belongs in time.
            let seconds = self
                .time_base
                .and_then(|base| base.calc_duration(packet.dur));
            let seconds = seconds.map_or(0.0, |time| time.as_secs_f64()).min(1.0);
            let lost = (seconds * f64::from(self.rate)) as usize;
            mono.resize(mono.len() + lost, 0.0);
            return self.damage();
        };
        let (rate, channels) = (sound.spec().rate(), sound.num_planes());
        if self.rate == 0 {
            self.rate = rate;
        }
        if rate != self.rate || channels == 0 {
            return Piece::CutShort;
        }
        self.bad = 0;
        sound.copy_to_vec_interleaved(&mut self.interleaved);
        let frames = self.interleaved.chunks_exact(channels);
        mono.extend(frames.map(|frame| frame.iter().sum::<f32>() / channels as f32));
        Piece::Sound
    }

    fn damage(&mut self) -> Piece {
        self.bad += 1;
        if self.bad > PATIENCE {
            Piece::CutShort
        } else {
            Piece::Damage
        }
    }

    /// A chained file starts its next part; its decoder must be made anew.
    fn next_part(&mut self) -> Piece {
        let track = self.format.default_track(TrackType::Audio);
        match track.map(|track| (track.id, track.time_base, decoder_for(track))) {
            Some((id, time_base, Ok(decoder))) => {
                (self.track, self.time_base, self.decoder) = (id, time_base, decoder);
                self.expected = None;
                Piece::Sound
            }
            _ => Piece::CutShort,
        }
    }
}

impl Reader for Packets {
    fn rate(&self) -> u32 {
        self.rate
    }

    fn expected(&self) -> Option<f64> {
        self.expected
    }

    fn next(&mut self, mono: &mut Vec<f32>) -> Piece {
        match self.format.next_packet() {
            Ok(Some(packet)) if packet.track_id == self.track => self.decode(&packet, mono),
            Ok(Some(_)) => Piece::Sound,
            Ok(None) if self.unclosed => Piece::CutShort,
            Ok(None) => Piece::End,
            Err(Error::ResetRequired) => self.next_part(),
            Err(Error::IoError(error)) if error.kind() == ErrorKind::UnexpectedEof => {
                Piece::CutShort
            }
            Err(Error::IoError(error)) => Piece::Failed(error),
            Err(_) => self.damage(),
        }
    }
}

fn decoder_for(track: &Track) -> Result<Box<dyn AudioDecoder>, Error> {
    let parameters = track.codec_params.as_ref().and_then(|codec| codec.audio());
    let parameters = parameters.ok_or(Error::Unsupported("unknown kind of sound"))?;
    CODECS.make_audio_decoder(parameters, &AudioDecoderOptions::default())
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

/// How long an MP4 file of `length` bytes was before it was cut, as its outermost boxes tell:
/// the demuxer passes over a box that is not whole, and with it all the sound.
fn promised_length(source: &mut Box<dyn Source>, length: u64) -> std::io::Result<u64> {
    let mut end = 0u64;
    while end.saturating_add(8) <= length {
        let (mut size, mut name, mut wide) = ([0; 4], [0; 4], [0; 8]);
        source.seek(SeekFrom::Start(end))?;
        source.read_exact(&mut size)?;
        source.read_exact(&mut name)?;
        let size = match u32::from_be_bytes(size) {
            0 => break,
            1 => {
                source.read_exact(&mut wide)?;
                u64::from_be_bytes(wide)
            }
            size => u64::from(size),
        };
        end = end.saturating_add(size.max(8));
    }
    source.seek(SeekFrom::Start(0))?;
    Ok(end.clamp(length, length.saturating_mul(1000)))
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
