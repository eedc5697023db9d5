export { openPictureFolder, type PictureCache } from './cache.ts';
export {
  locatorsOf,
  NoPicture,
  type PictureOptions,
  type PictureWanted,
  passageWanted,
  pictureOf,
  scales,
} from './picture.ts';
