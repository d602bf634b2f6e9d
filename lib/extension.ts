/**
 * Who the extension is to the browsers. Both ids are pinned, because the sign-in redirects of API C derive from them:
 * a Google or Microsoft client is registered once for these addresses and for no others.
 */

/**
 * The public half of the key that fixes the Chromium id. The private half was thrown away: nothing is signed with it
 * (the Chrome Web Store signs with its own), it only has to give the same id everywhere.
 */
export const chromiumKey =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAnBl/hT8eTEe/jy/7uH39Vdv8ZuaipkucHz2GQcRwfNkf34w4YqehrWOIxcCjz5m55qX7fEJcxgYjjIhr+d5s1CvjQRBfGr5AdbmVb4zgGunwuNm1VwOJxIv5VdAmFwa0jSvagjgqoGhqJB+dszP+L86vEXb5aR3zUE00B5Y7uhsVZh82VXE61mhdeOO4yixVa2Jb4DDijLjdhRY2CgumPa2qiWg17lGHSw+VX8PaOkBTpEqNb+vKA+vX/wzOaLH25EiYLE+OJVvFDl9cJK8k1MlssYpA31iSYf23UkQd5JGnk5l1fxZyq76j+vUHwBBs0jY+dJM02ReFLeQKaGOeKwIDAQAB'

/** The first 128 bits of SHA-256 of the key, written with the letters a to p, as Chromium does it. */
export const chromiumId = 'cilfilmgclkgidlnhlkdlnpdpeibeail'

/** Firefox takes the id from the manifest. */
export const geckoId = 'afterward@afterward.example'

/** Where the sign-in pages send the person back to (API C): what `identity.getRedirectURL()` answers in each browser. */
export const redirectUrls = {
  chromium: `https://${chromiumId}.chromiumapp.org/`,
  // The label is SHA-1 of the gecko id.
  firefox: 'https://8ff7e587252b719f04cb059689c8f77afb238070.extensions.allizom.org/',
} as const

/** The oldest browsers with native `Temporal`, on which every calendar computation stands. */
export const minimumVersions = { chromium: '144', firefox: '140.0' } as const
