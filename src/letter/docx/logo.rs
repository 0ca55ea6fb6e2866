//! The letterhead's logo: a PNG set at the top right of the first page.

use docx_rs::{DrawingPosition, Pic, PicAlign, RelativeFromHType, RelativeFromVType, Run};

use crate::problem::{Outcome, Problem};

/// The box the logo is fitted into, in English Metric Units: 6.0 by 2.0 centimetres.
const BOX: (u64, u64) = (2_160_000, 720_000);

/// A run that anchors the logo to the right margin.
///
/// # Errors
/// When the bytes are not a PNG picture of some size.
pub(super) fn run(png: &[u8]) -> Outcome<Run> {
    let (width, height) = size(png).ok_or_else(|| {
        Problem::new(
            "The letterhead's logo is not a PNG picture",
            "Choose a PNG file as the logo, or take the logo out of the letterhead",
        )
    })?;
    let (across, down) = fitted(width, height);
    let picture = Pic::new_with_dimensions(png.to_vec(), width, height)
        // Named here because the library counts its own names up from one letter to the next.
        .id("rIdLogo")
        .size(across, down)
        .floating()
        .relative_from_h(RelativeFromHType::Margin)
        .position_h(DrawingPosition::Align(PicAlign::Right))
        .relative_from_v(RelativeFromVType::Margin)
        .position_v(DrawingPosition::Offset(0));
    Ok(Run::new().add_image(picture))
}

/// Width and height in pixels, from the header every PNG file opens with.
fn size(png: &[u8]) -> Option<(u32, u32)> {
    let header = png.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    let number = |at: usize| Some(u32::from_be_bytes(header.get(at..at + 4)?.try_into().ok()?));
    (header.get(4..8)? == b"IHDR").then_some(())?;
    let (width, height) = (number(8)?, number(12)?);
    (width > 0 && height > 0).then_some((width, height))
}

/// The largest size of the picture's own shape that the box holds.
fn fitted(width: u32, height: u32) -> (u32, u32) {
    let (width, height) = (u64::from(width), u64::from(height));
    let (across, down) = if width * BOX.1 >= height * BOX.0 {
        (BOX.0, BOX.0 * height / width)
    } else {
        (BOX.1 * width / height, BOX.1)
    };
    // Both are at most the box, so they fit; a hair-thin picture is still drawn.
    (across.max(1) as u32, down.max(1) as u32)
}
