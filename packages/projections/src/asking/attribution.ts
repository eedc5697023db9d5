/** What every page, feed and export carries: the licences of its sources, and what it is not. */
export const attribution = {
  /** Under which licence public bodies gave what is told here. */
  licence: 'Contains public sector information licensed under the Open Government Licence v3.0.',
  /** The same of the codes of authorities. */
  codes:
    'ONS codes: Office for National Statistics licensed under the Open Government Licence v3.0.',
  /** What this is not. */
  notice: 'Not a product of Ofsted, not official statistics.',
} as const;

/** The three sentences as one paragraph. */
export const attributionText = Object.values(attribution).join(' ');
