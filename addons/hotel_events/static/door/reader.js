/* Reads a QR code from the camera's picture (H10): with the phone's own reader, or with the ZXing library that Odoo ships. */

/** Phones without Google's services have the class, but it reads nothing. */
async function readsItself() {
    try {
        return (await BarcodeDetector.getSupportedFormats()).includes("qr_code");
    } catch {
        return false;
    }
}

/** Return a function that takes a video element and returns what its code holds, or nothing. */
export async function openReader() {
    if (await readsItself()) {
        const detector = new BarcodeDetector({ formats: ["qr_code"] });
        return async (video) => (await detector.detect(video))[0]?.rawValue;
    }
    if (!window.ZXing) {
        await import("./zxing-library.js");
    }
    const { BinaryBitmap, DecodeHintType, HTMLCanvasElementLuminanceSource, HybridBinarizer, QRCodeReader } = window.ZXing;
    const reader = new QRCodeReader();
    const hints = new Map([[DecodeHintType.TRY_HARDER, true]]);
    // One canvas for all pictures: a new one for each fills a phone's memory within minutes.
    const canvas = document.createElement("canvas");
    const picture = canvas.getContext("2d", { willReadFrequently: true });
    return async (video) => {
        canvas.width = video.videoWidth;
        canvas.height = video.videoHeight;
        picture.drawImage(video, 0, 0);
        try {
            return reader.decode(new BinaryBitmap(new HybridBinarizer(new HTMLCanvasElementLuminanceSource(canvas))), hints).getText();
        } catch {
            return null; // no code in this picture, or not sharp enough
        }
    };
}
