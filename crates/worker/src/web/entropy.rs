//! The browser's randomness.

use floorbook_engine::Entropy;
use wasm_bindgen::JsValue;

use super::js;

/// How many bytes the browser gives at once.
const AT_ONCE: usize = 65_536;

/// The browser's randomness, fit for keys.
pub(crate) struct BrowserEntropy;

impl Entropy for BrowserEntropy {
    fn fill(&mut self, bytes: &mut [u8]) {
        if let Err(error) = fill(bytes) {
            // Nothing here may go on with a key or an id that is not random.
            panic!("the browser gives no randomness: {}", js::words(&error));
        }
    }
}

fn fill(bytes: &mut [u8]) -> Result<(), JsValue> {
    let crypto = js::scope().crypto()?;
    for part in bytes.chunks_mut(AT_ONCE) {
        crypto.get_random_values_with_u8_array(part)?;
    }
    Ok(())
}
