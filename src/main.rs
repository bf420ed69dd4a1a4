//! The app in the browser: see the library for what it is made of.

fn main() {
    floorbook::start();
}
