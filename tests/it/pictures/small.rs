//! A picture made small, so that it can be kept, and compared with one that was.
//!
//! Each of its pixels is the mean colour of a block of the screen. Where the same program draws the
//! screen on another computer, a block's mean stays nearly what it was; where a word, a colour or a
//! place has changed, it does not.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// Pixels of the screen along each side of a block.
const BLOCK: usize = 4;

/// How far, of 255, a colour may be off before the block counts as another.
const NEAR: u8 = 14;

pub struct Small {
    width: usize,
    blocks: Vec<[u8; 3]>,
}

impl Small {
    /// Of a screen so many pixels wide, with the four bytes of each pixel.
    pub fn of(width: u32, pixels: &[u8]) -> Self {
        let line = width as usize * 4;
        let (across, down) = (width as usize / BLOCK, pixels.len() / line / BLOCK);
        let block = |at: usize| {
            let (x, y) = (at % across * BLOCK, at / across * BLOCK);
            let mut sums = [0_u32; 3];
            for row in y..y + BLOCK {
                let row = &pixels[row * line..][x * 4..(x + BLOCK) * 4];
                for pixel in row.chunks_exact(4) {
                    for (sum, part) in sums.iter_mut().zip(pixel) {
                        *sum += u32::from(*part);
                    }
                }
            }
            sums.map(|sum| (sum / (BLOCK * BLOCK) as u32) as u8)
        };
        Self {
            width: across,
            blocks: (0..across * down).map(block).collect(),
        }
    }

    pub fn load(path: &Path) -> Option<Self> {
        let decoder = png::Decoder::new(BufReader::new(File::open(path).ok()?));
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut pixels).unwrap();
        assert_eq!(frame.color_type, png::ColorType::Rgb, "{}", path.display());
        let blocks = pixels.chunks_exact(3);
        Some(Self {
            width: frame.width as usize,
            blocks: blocks.map(|rgb| [rgb[0], rgb[1], rgb[2]]).collect(),
        })
    }

    pub fn save(&self, path: &Path) {
        let height = self.blocks.len() / self.width;
        let file = File::create(path).unwrap();
        let mut encoder = png::Encoder::new(file, self.width as u32, height as u32);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_compression(png::Compression::High);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(self.blocks.as_flattened()).unwrap();
    }

    /// The share of the blocks that are not what they were.
    pub fn share_unlike(&self, before: &Self) -> f64 {
        if (self.width, self.blocks.len()) != (before.width, before.blocks.len()) {
            return 1.0;
        }
        let pairs = self.blocks.iter().zip(&before.blocks);
        let unlike = pairs.filter(|(is, was)| !alike(is, was)).count();
        unlike as f64 / self.blocks.len() as f64
    }

    /// What it was, faintly, with the blocks in red that are not so any more.
    pub fn difference(&self, before: &Self) -> Self {
        let pairs = before.blocks.iter().enumerate();
        let blocks = pairs.map(|(at, was)| match self.blocks.get(at) {
            Some(is) if alike(is, was) => was.map(|part| 160 + part / 4),
            _ => [220, 0, 0],
        });
        Self {
            width: before.width,
            blocks: blocks.collect(),
        }
    }
}

fn alike(is: &[u8; 3], was: &[u8; 3]) -> bool {
    is.iter()
        .zip(was)
        .all(|(is, was)| is.abs_diff(*was) <= NEAR)
}
