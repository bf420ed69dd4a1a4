//! The photos of the sample notebook, drawn by our own code: calm, flat pictures of what one sees on a floor.
//!
//! A [`Scene`] is a picture that can be drawn; the same scene always gives the same bytes.

mod canvas;
mod ink;
mod knits;
mod machines;
mod marks;
mod papers;
mod path;
mod portraits;
mod quality;
mod stores;

use jpeg_encoder::EncodingError;

use canvas::Canvas;

/// What can be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scene {
    /// A dropped stitch that has run.
    DroppedStitch,
    /// Two cuffs, one of them waving.
    RibCuff,
    /// A panel with bands of another lot.
    ShadeBands,
    /// A tape across a sweater.
    TapeOnSweater,
    /// A swatch under the counting glass.
    GaugeGlass,
    /// A row of knitting machines, two stopped.
    MachinesVietnam,
    /// A row of newer knitting machines, all running.
    MachinesChina,
    /// A linking machine with a collar on its points.
    LinkingDial,
    /// Latch needles, one of them bent.
    Needles,
    /// A needle detector.
    Detector,
    /// Dyeing vessels.
    Vessels,
    /// Cones on a rack, some a shade off.
    ConesRack,
    /// Cartons on a pallet, the lowest wet.
    WetCartons,
    /// A fire exit behind cartons.
    BlockedExit,
    /// A fire extinguisher with the card of its checks.
    Extinguisher,
    /// A needle log with rows left empty.
    NeedleLog,
    /// A sheet of hours worked.
    TimeSheet,
    /// The board of a line, hour by hour.
    LineBoard,
    /// Lab dips beside the standard.
    LabDips,
    /// Signs: ear protection, no photos.
    SafetySign,
    /// A packing list on a carton.
    PackingList,
    /// Two panels in a light box.
    LightBox,
    /// A moisture meter on a cone.
    MoistureMeter,
    /// Waste water in three jars.
    WaterJars,
    /// Folded sweaters on the inspection table.
    FoldedStack,
    /// A technician who agreed to be pictured.
    PortraitTechnician,
    /// A quality manager who agreed to be pictured.
    PortraitQualityManager,
    /// A merchandiser who agreed to be pictured.
    PortraitMerchandiser,
}

/// A drawn picture, as it is stored.
pub(crate) struct Picture {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// The picture as JPEG.
    pub(crate) content: Vec<u8>,
    /// The small picture for lists as JPEG, its longer side 320 pixels.
    pub(crate) thumbnail: Vec<u8>,
}

impl Scene {
    fn painted(self) -> Canvas {
        match self {
            Scene::DroppedStitch => knits::dropped_stitch(),
            Scene::RibCuff => knits::rib_cuff(),
            Scene::ShadeBands => knits::shade_bands(),
            Scene::TapeOnSweater => knits::tape_on_sweater(),
            Scene::GaugeGlass => knits::gauge_glass(),
            Scene::MachinesVietnam => machines::machine_row(ink::ink(0xdfe3df), ink::ink(0xe9ece8), &[1, 3]),
            Scene::MachinesChina => machines::machine_row(ink::ink(0x5f8f96), ink::ink(0xf0e6d2), &[]).mirrored(),
            Scene::LinkingDial => machines::linking_dial(),
            Scene::Needles => machines::needles(),
            Scene::Detector => machines::detector(),
            Scene::Vessels => machines::vessels(),
            Scene::ConesRack => stores::cones_rack(),
            Scene::WetCartons => stores::wet_cartons(),
            Scene::BlockedExit => stores::blocked_exit(),
            Scene::Extinguisher => stores::extinguisher(),
            Scene::NeedleLog => papers::needle_log(),
            Scene::TimeSheet => papers::time_sheet(),
            Scene::LineBoard => papers::line_board(),
            Scene::LabDips => papers::lab_dips(),
            Scene::SafetySign => papers::safety_sign(),
            Scene::PackingList => papers::packing_list(),
            Scene::LightBox => quality::light_box(),
            Scene::MoistureMeter => quality::moisture_meter(),
            Scene::WaterJars => quality::water_jars(),
            Scene::FoldedStack => quality::folded_stack(),
            Scene::PortraitTechnician => portraits::technician(),
            Scene::PortraitQualityManager => portraits::quality_manager(),
            Scene::PortraitMerchandiser => portraits::merchandiser(),
        }
    }

    /// Draws the scene.
    ///
    /// # Errors
    /// None that can happen: the sizes fit a JPEG, and it is written into memory.
    pub(crate) fn draw(self) -> Result<Picture, EncodingError> {
        let mut canvas = self.painted();
        canvas.finish(self as u32 + 1);
        let thumbnail = canvas.reduced(3).jpeg(72)?;
        let content = canvas.jpeg(78)?;
        Ok(Picture { width: canvas.width as u32, height: canvas.height as u32, content, thumbnail })
    }
}
