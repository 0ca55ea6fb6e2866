//! MP3 and its elder brothers, frame by frame, so that damage has a place.
//!
//! Such a file is a row of frames with nothing around them: each says how long it is. Where the
//! next does not stand where the last one ends, something is lost; and it may change from one to
//! two channels on its way.

use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;

use symphonia::core::codecs::audio::well_known::{CODEC_ID_MP1, CODEC_ID_MP2, CODEC_ID_MP3};
use symphonia::core::codecs::audio::{AudioCodecParameters, AudioDecoder, AudioDecoderOptions};
use symphonia::core::packet::Packet;
use symphonia::core::units::{Duration, Timestamp};

use super::Source;
use super::downmix::Downmix;
use super::frame::{Frame, Info};
use super::packets::CODECS;
use super::piece::{Piece, Reader};

/// Bytes read at a time, far more than a frame has.
const BLOCK: usize = 64 * 1024;

/// Bytes that have to be at hand to judge a frame by the one behind it.
const SIGHT: usize = 8 * 1024;

/// Frames after a start or a gap that may fail for want of what came before them.
const WARMING: usize = 2;

/// A file of MPEG frames, positioned at the next one.
pub(super) struct Mpeg {
    source: Box<dyn Source>,
    /// Bytes of it still to be read.
    left: u64,
    /// What has been read; all before `at` is done with.
    buffer: Vec<u8>,
    at: usize,
    /// The frame before, and the decoder that its like are given to.
    last: Frame,
    decoder: Option<Box<dyn AudioDecoder>>,
    /// Frames decoded since a start or a gap.
    warm: usize,
    expected: Option<f64>,
    /// Samples at the start that the encoder put there.
    ahead: usize,
    interleaved: Vec<f32>,
}

impl Mpeg {
    /// Finds the first frame within a range of bytes; gives the source back, at its start, where
    /// there is none.
    pub fn open(
        mut source: Box<dyn Source>,
        sound: Range<u64>,
    ) -> io::Result<Result<Self, Box<dyn Source>>> {
        let start = past_tags(&mut source, sound.start)?;
        source.seek(SeekFrom::Start(start))?;
        let mut mpeg = Self {
            source,
            left: sound.end.saturating_sub(start),
            buffer: Vec::new(),
            at: 0,
            last: Frame::default(),
            decoder: None,
            warm: 0,
            expected: None,
            ahead: 0,
            interleaved: Vec::new(),
        };
        mpeg.fill()?;
        // Some recorders leave a gap of zeros behind the tag.
        let zeros = mpeg.rest().iter().take_while(|byte| **byte == 0).count();
        mpeg.at += zeros;
        let Some(first) = Frame::confirmed(mpeg.rest(), 3) else {
            mpeg.source.seek(SeekFrom::Start(0))?;
            return Ok(Err(mpeg.source));
        };
        mpeg.last = first;
        mpeg.expected = Info::of(mpeg.rest(), &first).and_then(|info| info.seconds);
        Ok(Ok(mpeg))
    }

    fn rest(&self) -> &[u8] {
        self.buffer.get(self.at..).unwrap_or_default()
    }

    /// Sees to it that enough is at hand, as far as there is any.
    fn fill(&mut self) -> io::Result<()> {
        if self.rest().len() >= SIGHT || self.left == 0 {
            return Ok(());
        }
        self.buffer.drain(..self.at);
        self.at = 0;
        let block = self.left.min(BLOCK as u64);
        let read = self
            .source
            .by_ref()
            .take(block)
            .read_to_end(&mut self.buffer)?;
        self.left = if read == 0 {
            0
        } else {
            self.left - read as u64
        };
        Ok(())
    }

    /// The frame that stands where the last one ended.
    fn frame(&self) -> Option<Frame> {
        let frame = Frame::read(self.rest())?;
        let goes_on = frame.is_like(&self.last);
        (goes_on || Frame::confirmed(self.rest(), 2).is_some()).then_some(frame)
    }

    fn decode(&mut self, frame: Frame, sound: &mut Downmix) -> Piece {
        // Where files were put one behind the other, each part has a table of its own.
        if let Some(info) = Info::of(self.rest(), &frame) {
            (self.ahead, self.decoder) = (info.ahead, None);
            self.at += frame.length;
            return Piece::Sound;
        }
        if self.decoder.is_none()
            || !frame.is_like(&self.last)
            || frame.channels != self.last.channels
        {
            self.decoder = decoder_for(&frame);
            self.warm = 0;
        }
        let bytes = &self.buffer[self.at..self.at + frame.length];
        let packet = Packet::new(
            0,
            Timestamp::ZERO,
            Duration::from(frame.samples as u64),
            bytes,
        );
        self.at += frame.length;
        self.last = frame;
        self.warm += 1;
        let decoded = self.decoder.as_mut().map(|decoder| decoder.decode(&packet));
        let Some(Ok(decoded)) = decoded else {
            if self.warm <= WARMING {
                sound.push_silence(frame.seconds());
                return Piece::Sound;
            }
            return Piece::Damage(frame.seconds());
        };
        let (rate, channels) = (decoded.spec().rate(), decoded.num_planes());
        decoded.copy_to_vec_interleaved(&mut self.interleaved);
        let frames = self.interleaved.len() / channels.max(1);
        let passed = self.ahead.min(frames);
        self.ahead -= passed;
        if sound.push(rate, channels, &self.interleaved[passed * channels..]) {
            Piece::Sound
        } else {
            Piece::CutShort
        }
    }

    /// Looks for where frames go on; what is passed over is lost.
    fn resume(&mut self) -> io::Result<Piece> {
        let mut lost = 0;
        loop {
            self.fill()?;
            if self.rest().len() < 4 {
                break;
            }
            if lost > 0 && Frame::confirmed(self.rest(), 3).is_some_and(|it| it.is_like(&self.last))
            {
                break;
            }
            self.at += 1;
            lost += 1;
        }
        self.warm = 0;
        let seconds = lost as f64 / self.last.bytes_a_second();
        Ok(match self.rest().len() {
            0..4 if seconds < 2.0 * self.last.seconds() => Piece::End,
            _ => Piece::Damage(seconds),
        })
    }
}

impl Reader for Mpeg {
    fn expected(&self) -> Option<f64> {
        self.expected
    }

    fn next(&mut self, sound: &mut Downmix) -> Piece {
        if let Err(error) = self.fill() {
            return Piece::Failed(error);
        }
        match tag(self.rest()) {
            Tag::Last => return Piece::End,
            Tag::Long(length) => {
                self.at += length.min(self.rest().len());
                return Piece::Sound;
            }
            Tag::None => {}
        }
        match self.frame() {
            Some(frame) if frame.length <= self.rest().len() => self.decode(frame, sound),
            Some(_) => Piece::End,
            None if self.rest().iter().all(|byte| *byte == 0) && self.left == 0 => Piece::End,
            None => self.resume().unwrap_or_else(Piece::Failed),
        }
    }
}

/// What stands where a frame might, and is none.
enum Tag {
    None,
    /// So many bytes to step over.
    Long(usize),
    /// Titles and the like, at the end.
    Last,
}

fn tag(bytes: &[u8]) -> Tag {
    match bytes {
        [] => Tag::Last,
        [b'T', b'A', b'G', ..] if bytes.len() <= 128 => Tag::Last,
        _ if bytes.starts_with(b"APETAGEX") || bytes.starts_with(b"LYRICSBEGIN") => Tag::Last,
        _ => id3(bytes).map_or(Tag::None, Tag::Long),
    }
}

/// The length of an ID3 tag, whose bytes have seven bits each.
fn id3(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [b'I', b'D', b'3', _, _, _, a, b, c, d, ..] => {
            let length = [a, b, c, d]
                .iter()
                .fold(0, |sum, byte| sum << 7 | (usize::from(**byte) & 0x7f));
            Some(length + 10)
        }
        _ => None,
    }
}

/// Where the first thing stands that is no tag.
fn past_tags(source: &mut Box<dyn Source>, start: u64) -> io::Result<u64> {
    let mut start = start;
    loop {
        let mut head = Vec::new();
        source.seek(SeekFrom::Start(start))?;
        source.by_ref().take(10).read_to_end(&mut head)?;
        match id3(&head) {
            Some(length) => start += length as u64,
            None => return Ok(start),
        }
    }
}

fn decoder_for(frame: &Frame) -> Option<Box<dyn AudioDecoder>> {
    let codec = match frame.layer {
        1 => CODEC_ID_MP1,
        2 => CODEC_ID_MP2,
        _ => CODEC_ID_MP3,
    };
    let mut parameters = AudioCodecParameters::new();
    parameters.for_codec(codec).with_sample_rate(frame.rate);
    CODECS
        .make_audio_decoder(&parameters, &AudioDecoderOptions::default())
        .ok()
}
