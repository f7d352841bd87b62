/**
 * What native libraries take for the workloads W1 to W6, in nanoseconds, beside hand-written JavaScript on the same machine:
 * the constants of one measurement, kept to be compared with as ratios.
 *
 * 2-core x86-64 virtual machine (AMD EPYC with AVX-512), one thread; g++ 12.2 -O3 -march=native, clang 16 for clad, rustc 1.95
 * with opt-level 3 and target-cpu native for num-dual, Node 20.20; the lowest of 20 rounds' medians. autodiff 1.1.0, Ceres
 * Jets 2.1.0, TinyAD (2025-05), Sacado (Trilinos 13.2), num-dual 0.13.7, XAD 2.1.0, CoDiPack 3.1.1, Adept 2.1.3, CppAD (2026-04),
 * ADOL-C 2.7.2, clad 2.4. Of each system the best variant.
 */

export interface Native {
  /** Hand-written JavaScript in the same measurement. */
  readonly byHand: number;
  readonly systems: { readonly [system: string]: number };
}

export const NATIVE: { readonly [task: string]: Native } = {
  'W1 d1': {
    byHand: 32.4,
    systems: {
      TinyAD: 20.0,
      autodiff: 20.0,
      XAD: 20.0,
      'Ceres Jets': 20.1,
      CoDiPack: 25.4,
      Sacado: 26.3,
      'num-dual': 29.0,
      clad: 31.8,
    },
  },
  'W1 d2': {
    byHand: 34.2,
    systems: {
      autodiff: 22.4,
      XAD: 23.2,
      TinyAD: 24.0,
      'num-dual': 27.8,
      Sacado: 34.6,
      clad: 65.6,
      CoDiPack: 78.4,
    },
  },
  'W2 n=10': {
    byHand: 14.6,
    systems: {
      clad: 53.6,
      'num-dual': 63.1,
      Sacado: 63.4,
      TinyAD: 76.8,
      'Ceres Jets': 78.4,
      XAD: 225,
      autodiff: 233,
      CoDiPack: 309,
      Adept: 438,
      CppAD: 513,
      'ADOL-C': 10_900,
    },
  },
  'W2 n=100': {
    byHand: 142,
    systems: {
      clad: 499,
      CoDiPack: 2300,
      'num-dual': 2540,
      Sacado: 3220,
      'Ceres Jets': 3220,
      TinyAD: 3350,
      Adept: 3830,
      CppAD: 4720,
      XAD: 7000,
      autodiff: 9890,
      'ADOL-C': 14_600,
    },
  },
  'W2 n=1000': {
    byHand: 1430,
    systems: {
      clad: 5030,
      CoDiPack: 22_900,
      Adept: 36_300,
      CppAD: 47_400,
      XAD: 48_300,
      'ADOL-C': 53_900,
      Sacado: 57_400,
      'num-dual': 102_000,
      TinyAD: 244_000,
      'Ceres Jets': 245_000,
      autodiff: 538_000,
    },
  },
  'W3 n=10': {
    byHand: 42.5,
    systems: {
      autodiff: 1730,
      'num-dual': 1870,
      Sacado: 2020,
      TinyAD: 2210,
      clad: 2520,
      XAD: 3330,
      CoDiPack: 8460,
      CppAD: 8750,
      'ADOL-C': 423_000,
    },
  },
  'W3 n=50': {
    byHand: 313,
    systems: {
      CoDiPack: 128_000,
      autodiff: 135_000,
      CppAD: 203_000,
      'num-dual': 222_000,
      Sacado: 248_000,
      TinyAD: 398_000,
      XAD: 408_000,
      'ADOL-C': 2_310_000,
    },
  },
  'W4 (2,64)': {
    byHand: 1620,
    systems: {
      Sacado: 1420,
      TinyAD: 1440,
      CoDiPack: 1460,
      XAD: 1470,
      'Ceres Jets': 1510,
      'num-dual': 1710,
      autodiff: 2790,
      Adept: 5090,
      CppAD: 9390,
      'ADOL-C': 47_000,
    },
  },
  'W4 (64,2)': {
    byHand: 1900,
    systems: {
      Adept: 3040,
      CoDiPack: 3460,
      'Ceres Jets': 4390,
      TinyAD: 5260,
      Sacado: 5770,
      XAD: 9090,
      CppAD: 9320,
      autodiff: 45_000,
      'ADOL-C': 79_500,
      'num-dual': 113_000,
    },
  },
  'W4 (16,16)': {
    byHand: 3410,
    systems: {
      Sacado: 3120,
      TinyAD: 3150,
      'Ceres Jets': 3260,
      'num-dual': 5220,
      XAD: 5480,
      CoDiPack: 5490,
      Adept: 8320,
      autodiff: 43_400,
      CppAD: 66_600,
      'ADOL-C': 81_500,
    },
  },
  W5: {
    byHand: 726,
    systems: {
      clad: 1970,
      Adept: 3090,
      CoDiPack: 3770,
      Sacado: 4280,
      CppAD: 5300,
      XAD: 7900,
      'ADOL-C': 44_900,
      autodiff: 60_100,
    },
  },
  W6: {
    byHand: 11_600,
    systems: {
      TinyAD: 9220,
      'Ceres Jets': 10_100,
      Sacado: 11_000,
      'num-dual': 15_600,
      XAD: 15_800,
      clad: 26_900,
      CoDiPack: 28_900,
      autodiff: 29_200,
      Adept: 62_400,
      CppAD: 119_000,
      'ADOL-C': 298_000,
    },
  },
};
