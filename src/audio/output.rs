//! Where the sound goes: the computer's default device, or nowhere where there is none.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use cpal::traits::{DeviceTrait, HostTrait, StreamTrait};
use cpal::{
    Device, DeviceId, ErrorKind, FromSample, I24, OutputCallbackInfo, SampleFormat, SizedSample,
    Stream, StreamConfig, SupportedStreamConfig, U24,
};

pub use super::manual::ManualSink;
pub use super::silent::SilentSink;
pub use super::sink::AudioSink;
pub use super::voice::Voice;
use crate::problem::{Outcome, Problem};

/// The default device, or where there is none a silent sink and the reason in words for people.
pub fn open_default() -> (Box<dyn AudioSink>, Option<String>) {
    let mut device = DeviceSink::default();
    match device.open() {
        Ok(_) => (Box::new(device), None),
        Err(problem) => (Box::new(SilentSink::default()), Some(problem.message())),
    }
}

/// The computer's default sound device.
#[derive(Default)]
pub struct DeviceSink {
    chosen: Option<(Device, SupportedStreamConfig)>,
    stream: Option<Stream>,
    lost: Arc<AtomicBool>,
}

impl DeviceSink {
    fn build<T: SizedSample + FromSample<f32>>(
        &self,
        device: &Device,
        config: StreamConfig,
        mut voice: Voice,
    ) -> Result<Stream, cpal::Error> {
        let channels = usize::from(config.channels);
        let lost = Arc::clone(&self.lost);
        device.build_output_stream(
            config,
            move |out: &mut [T], info: &OutputCallbackInfo| {
                let times = info.timestamp();
                let ahead = times.playback.duration_since(times.callback);
                voice.set_latency(ahead.as_secs_f32());
                voice.fill(out, channels);
            },
            move |error| {
                if !matches!(error.kind(), ErrorKind::Xrun | ErrorKind::RealtimeDenied) {
                    lost.store(true, Ordering::Relaxed);
                }
            },
            None,
        )
    }

    fn build_any(
        &self,
        device: &Device,
        config: &SupportedStreamConfig,
        voice: Voice,
    ) -> Result<Stream, cpal::Error> {
        let plain = config.config();
        match config.sample_format() {
            SampleFormat::I8 => self.build::<i8>(device, plain, voice),
            SampleFormat::I16 => self.build::<i16>(device, plain, voice),
            SampleFormat::I24 => self.build::<I24>(device, plain, voice),
            SampleFormat::I32 => self.build::<i32>(device, plain, voice),
            SampleFormat::I64 => self.build::<i64>(device, plain, voice),
            SampleFormat::U8 => self.build::<u8>(device, plain, voice),
            SampleFormat::U16 => self.build::<u16>(device, plain, voice),
            SampleFormat::U24 => self.build::<U24>(device, plain, voice),
            SampleFormat::U32 => self.build::<u32>(device, plain, voice),
            SampleFormat::U64 => self.build::<u64>(device, plain, voice),
            SampleFormat::F32 => self.build::<f32>(device, plain, voice),
            SampleFormat::F64 => self.build::<f64>(device, plain, voice),
            _ => Err(ErrorKind::UnsupportedConfig.into()),
        }
    }
}

impl AudioSink for DeviceSink {
    fn open(&mut self) -> Outcome<u32> {
        (self.stream, self.chosen) = (None, None);
        let device = cpal::default_host()
            .default_output_device()
            .ok_or_else(no_device)?;
        let config = device
            .default_output_config()
            .map_err(|error| no_device().because(error))?;
        let rate = config.sample_rate();
        self.chosen = Some((device, config));
        Ok(rate)
    }

    fn start(&mut self, voice: Voice) -> Outcome<()> {
        let (device, config) = self.chosen.as_ref().ok_or_else(no_device)?;
        self.lost.store(false, Ordering::Relaxed);
        let stream = self
            .build_any(device, config, voice)
            .and_then(|stream| stream.play().map(|()| stream))
            .map_err(|error| refused().because(error))?;
        self.stream = Some(stream);
        Ok(())
    }

    fn rest(&mut self) {
        if let Some(stream) = &self.stream {
            // A device that cannot pause goes on calling, and is given silence.
            let _ = stream.pause();
        }
    }

    fn wake(&mut self) {
        if let Some(stream) = &self.stream
            && stream.play().is_err()
        {
            self.lost.store(true, Ordering::Relaxed);
        }
    }

    fn is_lost(&self) -> bool {
        self.lost.load(Ordering::Relaxed)
    }

    fn has_moved(&self) -> bool {
        let opened = self.chosen.as_ref().and_then(|(device, _)| name(device));
        let default = cpal::default_host().default_output_device();
        default
            .as_ref()
            .and_then(name)
            .is_some_and(|now| Some(now) != opened)
    }
}

fn name(device: &Device) -> Option<DeviceId> {
    device.id().ok()
}

fn no_device() -> Problem {
    Problem::new(
        "No sound device was found; recordings play in silence",
        "Plug in headphones or speakers and start Dictation Desk again",
    )
}

fn refused() -> Problem {
    Problem::new(
        "The sound device could not be used",
        "Check that it is plugged in and that no other program has taken it, then press play again",
    )
}
