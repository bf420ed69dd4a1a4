//! Reading server-sent events as their bytes arrive: pure.
//!
//! It keeps to what browsers do (lines end in LF, CR or CRLF; a line that begins with a colon is a
//! comment; an empty line ends an event), but for one thing: an event that grows without end is an error.

/// How many bytes one event, or one line, may have.
const LONGEST: usize = 64 * 1024;

/// An event, or a line, that does not end: what sends it is no hub.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong;

/// A stream of events, as far as it has arrived.
#[derive(Debug, Default)]
pub struct Events {
    /// The line that has not ended yet.
    line: Vec<u8>,
    /// The data of the event that has not ended yet.
    data: Option<String>,
    /// The last byte was a CR: an LF now belongs to it.
    after_cr: bool,
    /// The first line is over. It may begin with a byte order mark.
    begun: bool,
}

impl Events {
    /// Takes in what has arrived, and answers the data of each event that ended with it.
    ///
    /// # Errors
    /// [`TooLong`]: nothing more is to be expected of this stream.
    pub fn take(&mut self, bytes: &[u8]) -> Result<Vec<String>, TooLong> {
        let mut ended = Vec::new();
        for &byte in bytes {
            let after_cr = std::mem::replace(&mut self.after_cr, byte == b'\r');
            match byte {
                b'\n' if after_cr => {}
                b'\n' | b'\r' => ended.extend(self.end_line()),
                _ if self.size() < LONGEST => self.line.push(byte),
                _ => return Err(TooLong),
            }
        }
        Ok(ended)
    }

    fn size(&self) -> usize {
        self.line.len() + self.data.as_ref().map_or(0, String::len)
    }

    fn end_line(&mut self) -> Option<String> {
        let bytes = std::mem::take(&mut self.line);
        let line = String::from_utf8_lossy(&bytes);
        let mark = !std::mem::replace(&mut self.begun, true);
        let line = if mark { line.strip_prefix('\u{feff}').unwrap_or(&line) } else { &line };
        if line.is_empty() {
            return self.data.take();
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        // A comment is a line whose field has no name.
        if field == "data" {
            let value = value.strip_prefix(' ').unwrap_or(value);
            match &mut self.data {
                Some(data) => {
                    data.push('\n');
                    data.push_str(value);
                }
                None => self.data = Some(value.into()),
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn whole(bytes: &[u8]) -> Vec<String> {
        Events::default().take(bytes).unwrap()
    }

    #[track_caller]
    fn check(stream: &str, events: &[&str]) {
        assert_eq!(whole(stream.as_bytes()), events, "{stream:?}");
    }

    #[test]
    fn the_data_of_an_event_is_read_once_the_event_has_ended() {
        check("event: news\ndata: 7 3\n\n", &["7 3"]);
        check("data: 7\n\ndata: 8\n\ndata: 9\n", &["7", "8"]);
        check("data:7\n\n", &["7"]);
        check("data:  7\n\n", &[" 7"]);
        check("data: a\ndata: b\n\n", &["a\nb"]);
        check("data\n\n", &[""]);
        check("data: a: b\n\n", &["a: b"]);
    }

    #[test]
    fn what_is_no_data_is_passed_over() {
        check(":\n\n: still here\n\n", &[]);
        check("event: news\nid: 1\nretry: 5\n\n", &[]);
        check("\n\n\n", &[]);
        check(" data: 7\ndatax: 8\nDATA: 9\n\n", &[]);
        check("data: 7\n: a comment between\ndata: 8\n\n", &["7\n8"]);
    }

    #[test]
    fn a_line_ends_in_any_of_three_ways() {
        for end in ["\n", "\r", "\r\n"] {
            check(&["data: 7", "data: 8", "", "data: 9", "", ""].join(end), &["7\n8", "9"]);
        }
        check("\u{feff}data: 7\n\n", &["7"]);
        check("data: 7\n\u{feff}data: 8\n\n", &["7"]);
    }

    #[test]
    fn bytes_that_are_no_text_harm_nothing_after_them() {
        assert_eq!(whole(b"data: \xff\n\ndata: 8\n\n"), ["\u{fffd}", "8"]);
    }

    #[test]
    fn what_does_not_end_is_given_up() {
        let long = vec![b'x'; LONGEST];
        let mut events = Events::default();
        assert_eq!(events.take(&long), Ok(Vec::new()));
        assert_eq!(events.take(b"x"), Err(TooLong));
        let mut events = Events::default();
        let line = format!("data: {}\n", "x".repeat(LONGEST / 2));
        let taken = (0..3).map(|_| events.take(line.as_bytes())).collect::<Result<Vec<_>, _>>();
        assert_eq!(taken, Err(TooLong), "many lines of one event");
        let mut events = Events::default();
        for _ in 0..3 {
            assert_eq!(events.take(format!("{line}\n").as_bytes()).unwrap().len(), 1, "many events");
        }
    }

    proptest! {
        #[test]
        fn where_the_stream_is_cut_does_not_matter(
            stream in proptest::collection::vec(prop_oneof![
                Just("data: "), Just("data:"), Just("é漢"), Just("7"), Just("\r"), Just("\n"), Just("\r\n"),
                Just(":"), Just("event: x"), Just("\u{feff}"),
            ], 0..40),
            cuts in proptest::collection::vec(0usize..200, 0..10),
        ) {
            let stream = stream.concat().into_bytes();
            let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(stream.len())).collect();
            cuts.extend([0, stream.len()]);
            cuts.sort_unstable();
            let mut events = Events::default();
            let pieces: Vec<String> =
                cuts.windows(2).flat_map(|cut| events.take(&stream[cut[0]..cut[1]]).unwrap()).collect();
            prop_assert_eq!(pieces, whole(&stream));
        }
    }
}
