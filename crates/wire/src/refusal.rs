//! Why a hub refuses something.

use floorbook_seal::membership::Unfit;
use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $word:literal, $what:literal;)*) => {
        /// Why. **Frozen**: the numbers; a number of a newer version is kept as it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Reason {
            $($(#[$doc])* $name,)*
            /// Something that only a newer version knows.
            Other(u16),
        }

        impl Reason {
            /// Its number.
            pub fn code(self) -> u16 {
                match self {
                    $(Reason::$name => $code,)*
                    Reason::Other(code) => code,
                }
            }

            fn of(code: u16) -> Reason {
                match code {
                    $($code => Reason::$name,)*
                    other => Reason::Other(other),
                }
            }

            /// A word for logs and metrics.
            pub fn word(self) -> &'static str {
                match self {
                    $(Reason::$name => $word,)*
                    Reason::Other(_) => "other",
                }
            }

            /// What is to be done.
            pub fn advice(self) -> &'static str {
                match self {
                    $(Reason::$name => $what,)*
                    Reason::Other(_) => "Update the app.",
                }
            }
        }
    };
}

reasons! {
    /// It cannot be read: cut, altered beyond reading, or of a newer version.
    Unreadable = 1, "unreadable", "Send it again whole.";
    /// It belongs to another workspace.
    OtherWorkspace = 2, "other_workspace", "Send it to its own workspace.";
    /// The device does not belong to the workspace, as far as the hub knows.
    Stranger = 3, "stranger", "Send the membership records first, or ask an owner for an invitation.";
    /// The device was removed.
    Removed = 4, "removed", "Keep the work here; an owner can adopt it.";
    /// The member only reads.
    OnlyReads = 5, "only_reads", "Keep the work here; an owner can give another role.";
    /// The signature does not fit.
    BadSignature = 6, "bad_signature", "Nothing was taken; sign what is sent.";
    /// What comes before it is missing.
    Gap = 7, "gap", "Ask for the heads and send what is missing first.";
    /// A record that does not stand.
    Aside = 8, "aside", "Pull the membership and see why it does not stand.";
    /// The hub does not know the workspace.
    UnknownWorkspace = 9, "unknown_workspace", "Found it at this hub.";
    /// The workspace has another beginning at this hub.
    Taken = 10, "taken", "Choose another hub.";
    /// The clocks are too far apart.
    Clock = 11, "clock", "Sign again with the hub's time, which is in this answer.";
    /// The request was seen before.
    Replayed = 12, "replayed", "Sign again with a new nonce.";
    /// It is too large, or has too many parts.
    TooLarge = 13, "too_large", "Send less at once.";
    /// Too many requests.
    TooOften = 14, "too_often", "Wait some seconds and go on.";
    /// The cursor is of another log.
    OtherLog = 15, "other_log", "Compare heads, push what is missing, pull from the start.";
    /// There is no such thing here.
    NotFound = 16, "not_found", "It may come later; ask again.";
    /// The hub could not store it.
    NotStored = 17, "not_stored", "Nothing of it was acknowledged; try again later.";
    /// The hub takes new workspaces only with its registration token.
    TokenNeeded = 18, "token_needed", "Ask who runs the hub for its token.";
    /// The hub has as many workspaces as it takes.
    TakesNoMore = 19, "takes_no_more", "Ask who runs the hub to let it take more workspaces, or choose another hub.";
}

impl From<Unfit> for Reason {
    fn from(unfit: Unfit) -> Reason {
        match unfit {
            Unfit::Unreadable => Reason::Unreadable,
            Unfit::OtherWorkspace => Reason::OtherWorkspace,
            Unfit::Stranger => Reason::Stranger,
            Unfit::BadSignature => Reason::BadSignature,
            Unfit::Removed => Reason::Removed,
            Unfit::OnlyReads => Reason::OnlyReads,
        }
    }
}

impl<C> Encode<C> for Reason {
    fn encode<W: encode::Write>(&self, e: &mut Encoder<W>, _: &mut C) -> Result<(), encode::Error<W::Error>> {
        e.u16(self.code())?.ok()
    }
}

impl<'b, C> Decode<'b, C> for Reason {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, decode::Error> {
        d.u16().map(Reason::of)
    }
}

/// The body of every answer that refuses a request as a whole. Nothing of the request was stored.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Refusal {
    /// Why.
    #[n(0)]
    pub reason: Reason,
    /// What is to be done, in English, for logs.
    #[n(1)]
    pub advice: String,
    /// The hub's time, in milliseconds since 1970.
    #[n(2)]
    pub now: u64,
}
