//! MPEG frame headers: how long a frame is, in bytes and in time.

/// What a frame's first four bytes say.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Frame {
    /// 1, 2 or 3; MP3 is the third.
    pub layer: u8,
    /// Samples a second, samples in this frame, and channels.
    pub rate: u32,
    pub samples: usize,
    pub channels: usize,
    /// Bytes, the header with them.
    pub length: usize,
    /// MPEG 1, and not one of the low rates that came later.
    is_first: bool,
}

/// Kilobits a second, by layer, for MPEG 1 and for the low rates.
const RATES: [[u16; 14]; 5] = [
    [
        32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448,
    ],
    [
        32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384,
    ],
    [
        32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320,
    ],
    [
        32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256,
    ],
    [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];

impl Frame {
    /// The frame that these bytes begin with, if it is one.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let [0xff, second, third, fourth, ..] = bytes else {
            return None;
        };
        // Eleven bits that are set, then the version.
        let (is_first, slower) = match second >> 3 {
            0b11111 => (true, 0),
            0b11110 => (false, 1),
            0b11100 => (false, 2),
            _ => return None,
        };
        let layer = 4 - (second >> 1 & 3);
        let table = match (layer, is_first) {
            (4, _) => return None,
            (layer, true) => usize::from(layer) - 1,
            (1, false) => 3,
            (_, false) => 4,
        };
        let kilobits = RATES[table].get(usize::from(third >> 4).checked_sub(1)?)?;
        let rate = [44_100u32, 48_000, 32_000].get(usize::from(third >> 2 & 3))? >> slower;
        let padding = usize::from(third >> 1 & 1);
        let samples = match (layer, is_first) {
            (1, _) => 384,
            (3, false) => 576,
            _ => 1152,
        };
        let slot = if layer == 1 { 4 } else { 1 };
        let slots = samples / 8 / slot * usize::from(*kilobits) * 1000 / rate as usize;
        Some(Self {
            layer,
            rate,
            samples,
            channels: if fourth >> 6 == 3 { 1 } else { 2 },
            length: (slots + padding) * slot,
            is_first,
        })
    }

    /// The same, if so many frames of its like stand one behind the other, or to the end.
    pub fn confirmed(bytes: &[u8], frames: usize) -> Option<Self> {
        let first = Self::read(bytes)?;
        let mut at = first.length;
        for _ in 1..frames {
            let behind = bytes.get(at..).filter(|behind| behind.len() >= 4);
            let Some(behind) = behind else {
                // A file of one frame, or the end of one.
                return (bytes.len() >= first.length).then_some(first);
            };
            at += Self::read(behind)
                .filter(|next| next.is_like(&first))?
                .length;
        }
        Some(first)
    }

    /// Whether both may stand in one file that does not change on its way, but for its channels.
    pub fn is_like(&self, other: &Self) -> bool {
        (self.layer, self.rate, self.is_first) == (other.layer, other.rate, other.is_first)
    }

    pub fn seconds(&self) -> f64 {
        self.samples as f64 / f64::from(self.rate.max(1))
    }

    pub fn bytes_a_second(&self) -> f64 {
        self.length as f64 / self.seconds().max(f64::MIN_POSITIVE)
    }

    /// Bytes of header and side information, behind which a table may stand.
    fn side(&self) -> usize {
        4 + match (self.is_first, self.channels) {
            (true, 1) | (false, 2) => 17,
            (true, _) => 32,
            (false, _) => 9,
        }
    }
}

/// The table that an encoder puts into a first frame in place of sound.
pub(super) struct Info {
    /// Length of the recording, where it is told.
    pub seconds: Option<f64>,
    /// Samples that coding put before the sound.
    pub ahead: usize,
}

/// Samples that decoding an MP3 adds to those of the encoder.
const DECODER: usize = 529;

impl Info {
    /// The table in a first frame, if there is one.
    pub fn of(bytes: &[u8], frame: &Frame) -> Option<Self> {
        let bytes = bytes.get(..frame.length)?;
        let four = |at: usize| Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?));
        let length = |frames: Option<u32>, trimmed: usize| {
            let samples = frames? as usize * frame.samples;
            let left = samples.checked_sub(trimmed).filter(|left| *left > 0)?;
            Some(left as f64 / f64::from(frame.rate))
        };
        if bytes.get(36..40) == Some(b"VBRI") {
            return Some(Self {
                seconds: length(four(50), 0),
                ahead: 0,
            });
        }
        let table = bytes.get(frame.side()..)?;
        if frame.layer != 3 || !(table.starts_with(b"Xing") || table.starts_with(b"Info")) {
            return None;
        }
        let start = frame.side() + 8;
        let flags = four(frame.side() + 4)?;
        let frames = (flags & 1 != 0).then(|| four(start)).flatten();
        // Frames, bytes, a table of places and the quality, each there or not.
        let sizes = [(1, 4), (2, 4), (4, 100), (8, 4)];
        let lame = sizes.iter().filter(|(flag, _)| flags & flag != 0);
        let lame = start + lame.map(|(_, size)| size).sum::<usize>();
        let (mut ahead, mut behind) = (0, 0);
        if let Some([a, b, c]) = bytes.get(lame + 21..lame + 24)
            && bytes[lame] != 0
        {
            ahead = (usize::from(*a) << 4 | usize::from(*b) >> 4) + DECODER;
            behind = ((usize::from(*b) & 15) << 8 | usize::from(*c)).saturating_sub(DECODER);
        }
        Some(Self {
            seconds: length(frames, ahead + behind),
            ahead,
        })
    }
}
