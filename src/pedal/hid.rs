//! Pedals on USB, through the system's HID interface.

use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::time::Duration;

use hidapi::{DeviceInfo, HidApi, HidDevice, MAX_REPORT_DESCRIPTOR_SIZE};

use super::{Make, Pedal, PedalId, Port, Ports, Refusal, Unplugged};
use crate::problem::Problem;

/// Where Linux wants [`udev_rules`] written. It sorts before 73, where access is granted.
pub const UDEV_FILE: &str = "/etc/udev/rules.d/70-dictation-desk-pedal.rules";

/// The lines that let whoever sits at a Linux computer read these pedals.
pub fn udev_rules(makes: &[Make]) -> String {
    makes
        .iter()
        .map(|make| {
            let PedalId { vendor, product } = make.id;
            format!(
                "KERNEL==\"hidraw*\", ATTRS{{idVendor}}==\"{vendor:04x}\", \
                 ATTRS{{idProduct}}==\"{product:04x}\", TAG+=\"uaccess\"\n"
            )
        })
        .collect()
}

/// The computer's own USB ports.
#[derive(Default)]
pub struct UsbPorts {
    /// Opened at first use, on the reader's thread; the list inside is refreshed at each look.
    api: Option<HidApi>,
}

impl Ports for UsbPorts {
    fn open(&mut self, known: &[Make]) -> Result<Option<Pedal>, Refusal> {
        let api = self.refreshed().map_err(Refusal::Other)?;
        let mut refusal = None;
        for make in known {
            for device in api
                .device_list()
                .filter(|device| is_make(api, device, make))
            {
                match open_device(api, device) {
                    Ok(port) => {
                        let make = make.clone();
                        return Ok(Some(Pedal { make, port }));
                    }
                    Err(why) => refusal = Some(why),
                }
            }
        }
        refusal.map_or(Ok(None), Err)
    }

    fn open_all(&mut self) -> Vec<Pedal> {
        let Ok(api) = self.refreshed() else {
            return Vec::new();
        };
        let mut devices: Vec<&DeviceInfo> = api.device_list().collect();
        // Linux lists a device once for each of its usages, all under one path.
        devices.dedup_by_key(|device| device.path());
        devices
            .into_iter()
            .filter(|device| !types_or_points(api, device))
            .filter_map(|device| {
                let port = open_device(api, device).ok()?;
                let usage = (device.usage_page(), device.usage());
                let make = Make::unknown(name_of(device), id_of(device), Some(usage));
                Some(Pedal { make, port })
            })
            .collect()
    }
}

impl UsbPorts {
    fn refreshed(&mut self) -> Result<&HidApi, Problem> {
        let refused = |cause| {
            Problem::new(
                "The computer does not say which USB devices it has",
                "Use the keyboard to play; the pedal is looked for again by itself",
            )
            .because(cause)
        };
        let mut api = match self.api.take() {
            Some(api) => api,
            None => HidApi::new().map_err(refused)?,
        };
        api.refresh_devices().map_err(refused)?;
        Ok(self.api.insert(api))
    }
}

/// An open USB device.
struct UsbPort {
    device: HidDevice,
    /// Whether its reports begin with a report ID.
    numbered: bool,
}

impl Port for UsbPort {
    fn read(&mut self, buffer: &mut [u8], wait: Duration) -> Result<usize, Unplugged> {
        // Rounded up, so that a wait for a moment to come does not become a busy loop.
        let milliseconds = i32::try_from(wait.as_micros().div_ceil(1000)).unwrap_or(i32::MAX);
        let length = self
            .device
            .read_timeout(buffer, milliseconds)
            .map_err(|_| Unplugged)?;
        if self.numbered && length > 0 {
            buffer.copy_within(1..length, 0);
            return Ok(length - 1);
        }
        Ok(length)
    }
}

fn open_device(api: &HidApi, info: &DeviceInfo) -> Result<Box<dyn Port>, Refusal> {
    let device = info
        .open_device(api)
        .map_err(|cause| refusal(info, &cause))?;
    let mut descriptor = [0; MAX_REPORT_DESCRIPTOR_SIZE];
    let length = device.get_report_descriptor(&mut descriptor).unwrap_or(0);
    let numbered = has_report_ids(descriptor.get(..length).unwrap_or_default());
    Ok(Box::new(UsbPort { device, numbered }))
}

/// Why the device did not open. The library tells only in prose, so Linux is asked again.
fn refusal(info: &DeviceInfo, cause: &hidapi::HidError) -> Refusal {
    let path = info.path().to_str().unwrap_or_default();
    let again = OpenOptions::new().read(true).write(true).open(path);
    if cfg!(target_os = "linux")
        && again.is_err_and(|error| error.kind() == ErrorKind::PermissionDenied)
    {
        return Refusal::Permission;
    }
    Refusal::Other(
        Problem::new(
            "The foot pedal is plugged in but cannot be used",
            "Close any other dictation program; the pedal is then found by itself",
        )
        .because(cause),
    )
}

fn is_make(api: &HidApi, device: &DeviceInfo, make: &Make) -> bool {
    id_of(device) == make.id
        && match make.usage {
            Some(usage) => usage == (device.usage_page(), device.usage()),
            None => !types_or_points(api, device),
        }
}

fn id_of(device: &DeviceInfo) -> PedalId {
    PedalId {
        vendor: device.vendor_id(),
        product: device.product_id(),
    }
}

fn name_of(device: &DeviceInfo) -> String {
    let name = device.product_string().unwrap_or_default().trim();
    if name.is_empty() {
        "Foot pedal".to_owned()
    } else {
        name.to_owned()
    }
}

/// Whether the device, in any of its usages, is a pointer (1, 2), mouse or keyboard (6, 7).
fn types_or_points(api: &HidApi, device: &DeviceInfo) -> bool {
    api.device_list()
        .filter(|other| other.path() == device.path())
        .any(|usage| usage.usage_page() == 1 && matches!(usage.usage(), 1 | 2 | 6 | 7))
}

/// Whether a HID report descriptor gives its reports IDs: it holds a Report ID item (0x84).
fn has_report_ids(descriptor: &[u8]) -> bool {
    let mut rest = descriptor;
    while let [prefix, tail @ ..] = rest {
        if prefix & 0xFC == 0x84 {
            return true;
        }
        let size = match (prefix, tail) {
            // A long item: its own size follows, and a tag.
            (0xFE, [size, ..]) => usize::from(*size) + 2,
            (prefix, _) => [0, 1, 2, 4][usize::from(prefix & 3)],
        };
        rest = tail.get(size..).unwrap_or_default();
    }
    false
}
