import type { Pdfium } from './pdfium.ts';

/** A page as it is looked at: its size in points, and where a place of its own space is from its top left corner. */
export interface Upright {
  readonly width: number;
  readonly height: number;
  /** Whether the page says that it is to be turned. */
  readonly turned: boolean;
  x(x: number, y: number): number;
  y(x: number, y: number): number;
}

/** How an open page is looked at: the part of it that is shown, turned clockwise by as many quarters as it says. */
export function uprightOf(pdfium: Pdfium, page: number): Upright {
  const { call } = pdfium;
  const quarters = call.FPDFPage_GetRotation(page);
  return pdfium.lent(16, (place) => {
    call.FPDF_GetPageBoundingBox(page, place);
    const view = pdfium.view();
    const left = view.getFloat32(place, true);
    const top = view.getFloat32(place + 4, true);
    const right = view.getFloat32(place + 8, true);
    const bottom = view.getFloat32(place + 12, true);
    const across = right - left;
    const down = top - bottom;
    const upright = { width: across, height: down, turned: quarters !== 0 };
    const lying = { width: down, height: across, turned: true };
    switch (quarters) {
      case 1:
        return { ...lying, x: (_, y) => y - bottom, y: (x) => x - left };
      case 2:
        return { ...upright, x: (x) => right - x, y: (_, y) => y - bottom };
      case 3:
        return { ...lying, x: (_, y) => top - y, y: (x) => right - x };
      default:
        return { ...upright, x: (x) => x - left, y: (_, y) => top - y };
    }
  });
}
