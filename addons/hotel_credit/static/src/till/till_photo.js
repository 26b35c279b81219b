import { _t } from "@web/core/l10n/translation";

const LONGEST_SIDE = 1600;
const QUALITY = 0.8;

/**
 * Read a photo and make it small in the browser: a telephone's picture would take seconds to send, a slip needs no more.
 *
 * @param {File} file
 * @returns {Promise<{base64: string, url: string, kilobytes: number}>}
 * @throws {Error} with a message for the cashier when the file is no picture
 */
export async function readPhoto(file) {
    const source = URL.createObjectURL(file);
    try {
        const image = new Image();
        image.src = source;
        await image.decode();
        const scale = Math.min(1, LONGEST_SIDE / Math.max(image.naturalWidth, image.naturalHeight));
        const canvas = document.createElement("canvas");
        canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
        canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
        const context = canvas.getContext("2d");
        // Transparent parts would turn black in a JPEG, and ink with them.
        context.fillStyle = "#fff";
        context.fillRect(0, 0, canvas.width, canvas.height);
        context.drawImage(image, 0, 0, canvas.width, canvas.height);
        const url = canvas.toDataURL("image/jpeg", QUALITY);
        const base64 = url.slice(url.indexOf(",") + 1);
        return { base64, url, kilobytes: Math.round((base64.length * 3) / 4 / 1024) };
    } catch (error) {
        throw new Error(_t("%s is no picture. Take a photo of the signed slip, or choose a JPEG or PNG file.", file.name), {
            cause: error,
        });
    } finally {
        URL.revokeObjectURL(source);
    }
}
