//! How often somebody may ask.
//!
//! A device of a workspace is counted by itself, once its signature was found right. Everybody else is counted
//! by their address: who fetches a parcel, founds, joins, or sends what no device of the workspace signed.

use super::Refused;
use floorbook_seal::{DeviceId, WorkspaceId};
use floorbook_wire::Reason;
use std::collections::HashMap;
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// How many are counted at once. Beyond that those are forgotten who have asked little.
const MOST: usize = 1 << 16;

/// So many bytes of a stranger count as one more request.
const AS_MUCH_AS_ONE: u64 = 32 << 10;

/// How many requests a minute are taken. So many may also come at once after a time of rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PerMinute {
    /// From one device.
    pub(crate) device: u32,
    /// From one address, of those that no known device signed.
    pub(crate) stranger: u32,
}

/// Who has asked how often.
#[derive(Debug)]
pub(super) struct Limits {
    devices: Buckets<(WorkspaceId, DeviceId)>,
    addresses: Buckets<IpAddr>,
}

impl Limits {
    pub(super) fn new(per_minute: PerMinute) -> Limits {
        let PerMinute { device, stranger } = per_minute;
        Limits { devices: Buckets::new(device), addresses: Buckets::new(stranger) }
    }

    /// Counts a request of a device.
    pub(super) fn device(&self, id: WorkspaceId, device: DeviceId) -> Result<(), Refused> {
        self.devices.take((id, device), 1.0, Instant::now())
    }

    /// Whether a device may ask; only what it signed is counted, so that nobody else uses up its requests.
    pub(super) fn may_ask(&self, id: WorkspaceId, device: DeviceId) -> Result<(), Refused> {
        self.devices.take((id, device), 0.0, Instant::now())
    }

    /// Counts a request of somebody else, a large one as many.
    pub(super) fn stranger(&self, address: IpAddr, bytes: u64) -> Result<(), Refused> {
        self.addresses.take(network(address), 1.0 + (bytes / AS_MUCH_AS_ONE) as f64, Instant::now())
    }
}

/// Who has one address of the sixth version usually has 2⁶⁴ of them.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
        address => address,
    }
}

/// A bucket each, which fills in a minute.
#[derive(Debug)]
struct Buckets<K> {
    size: f64,
    begun: Mutex<HashMap<K, Bucket>>,
}

#[derive(Debug, Clone, Copy)]
struct Bucket {
    left: f64,
    at: Instant,
}

impl<K: Eq + Hash> Buckets<K> {
    fn new(per_minute: u32) -> Buckets<K> {
        Buckets { size: f64::from(per_minute), begun: Mutex::default() }
    }

    fn left(&self, bucket: Bucket, now: Instant) -> f64 {
        let filled = now.saturating_duration_since(bucket.at).as_secs_f64() / 60.0 * self.size;
        (bucket.left + filled).min(self.size)
    }

    /// Takes so many out of a bucket in which there is at least one left; the rest is owed.
    fn take(&self, key: K, many: f64, now: Instant) -> Result<(), Refused> {
        let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        let left = begun.get(&key).map_or(self.size, |bucket| self.left(*bucket, now));
        if left < 1.0 {
            let seconds = (1.0 - left) * 60.0 / self.size;
            return Err(Refused { reason: Reason::TooOften, wait: seconds.ceil().clamp(1.0, 120.0) as u64 });
        }
        if many > 0.0 {
            if begun.len() >= MOST && !begun.contains_key(&key) {
                begun.retain(|_, bucket| self.left(*bucket, now) < self.size / 2.0);
                if begun.len() >= MOST {
                    begun.clear();
                }
            }
            begun.insert(key, Bucket { left: (left - many).max(-self.size), at: now });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn so_many_come_at_once_and_then_by_the_minute() {
        let (buckets, now) = (Buckets::new(6), Instant::now());
        assert!((0..6).all(|_| buckets.take("a", 1.0, now).is_ok()));
        assert_eq!(buckets.take("a", 1.0, now).unwrap_err().wait, 10);
        assert!(buckets.take("b", 1.0, now).is_ok());
        let later = now + Duration::from_secs(11);
        assert!(buckets.take("a", 0.0, later).is_ok() && buckets.take("a", 1.0, later).is_ok());
        assert!(buckets.take("a", 0.0, later).is_err());
        buckets.take("c", 600.0, now).unwrap();
        assert_eq!(buckets.take("c", 1.0, now).unwrap_err().wait, 70, "no more is owed than a minute brings");
    }

    #[test]
    fn no_more_are_counted_than_fit_and_who_asked_most_is_remembered() {
        let (buckets, now) = (Buckets::new(2), Instant::now());
        (0..2).for_each(|_| buckets.take(0, 1.0, now).unwrap());
        let later = now + Duration::from_secs(15);
        (1..2 * MOST).for_each(|key| buckets.take(key, 1.0, later + Duration::from_millis(key as u64)).unwrap());
        assert!(buckets.begun.lock().unwrap().len() <= MOST);
    }

    #[test]
    fn a_network_of_the_sixth_version_counts_as_one() {
        let [a, b, c] = ["2001:db8::1", "2001:db8::2:3", "2001:db8:0:1::1"].map(|text| network(text.parse().unwrap()));
        assert_eq!((a == b, a == c), (true, false));
        let [plain, mapped] = ["192.0.2.1", "::ffff:192.0.2.1"].map(|text| network(text.parse().unwrap()));
        assert_eq!(plain, mapped);
    }
}
